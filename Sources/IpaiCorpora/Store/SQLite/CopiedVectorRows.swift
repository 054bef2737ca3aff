import Foundation
import GRDB
import IpaiSearch

/// Reads and writes the vectors of the passages of a corpus, to copy them.
struct CopiedVectorRows {
  private let db: Database
  private let scope: CorpusSelection

  /// Those of the corpus with this name.
  init(_ db: Database, corpus name: String) {
    self.db = db
    scope = CorpusSelection([name])
  }

  private var digests: String { "SELECT digest FROM passage WHERE document_id IN (\(scope.documents))" }

  /// The revisions of the models, in their order.
  func models() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT m.revision FROM embedding_model m WHERE EXISTS (
          SELECT 1 FROM passage_embedding e WHERE e.model_id = m.id AND e.digest IN (\(digests))) ORDER BY m.revision
        """)
  }

  /// At most `most` vectors after a digest, in the order of their digests.
  func vectors(model: String, after digest: [UInt8], most: Int) throws -> [CopiedVector] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.digest, e.scale, e.bytes FROM passage_embedding e
        WHERE e.model_id = (SELECT id FROM embedding_model WHERE revision = ?) AND e.digest > ? AND e.digest IN (\(digests))
        ORDER BY e.digest LIMIT ?
        """, arguments: [model, Data(digest), most]
    ).map { row in
      let scale = Float(row[1] as Double)
      return CopiedVector(
        digest: Array(row[0] as Data), values: (row[2] as Data).map { Float(Int8(bitPattern: $0)) * scale })
    }
  }

  /// Stores those that are missing.
  func add(_ vectors: [CopiedVector], model: String) throws {
    guard let dimensions = vectors.first?.values.count else { return }
    // Its name is known to whoever computes with it.
    try db.execute(
      sql: "INSERT OR IGNORE INTO embedding_model (name, revision, dimensions) VALUES (?, ?, ?)",
      arguments: [String(model.prefix(12)), model, dimensions])
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO passage_embedding (model_id, digest, scale, bytes)
        SELECT m.id, ?1, ?2, ?3 FROM embedding_model m
        WHERE m.revision = ?4 AND m.dimensions = ?5 AND EXISTS (SELECT 1 FROM passage WHERE digest = ?1)
        """)
    for vector in vectors {
      let quantized = QuantizedVector(vector.values)
      try statement.execute(arguments: [
        Data(vector.digest), Double(quantized.scale), quantized.bytes.withUnsafeBytes { Data($0) }, model,
        vector.values.count,
      ])
    }
  }
}
