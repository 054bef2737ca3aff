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

  /// True for a vector of any of the passages, by the index of digests: their list would be made anew for each part of a copy.
  private var isMember: String {
    """
    EXISTS (
      SELECT 1 FROM passage p JOIN source_file f ON f.document_id = p.document_id JOIN document_source s ON s.id = f.source_id
      JOIN document_corpus c ON c.id = s.corpus_id WHERE p.digest = e.digest AND c.name IN (\(scope.quotedNames)))
    """
  }

  /// The revisions of the models, in their order.
  func models() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT m.revision FROM embedding_model m WHERE EXISTS (
          SELECT 1 FROM passage_embedding e WHERE e.model_id = m.id AND \(isMember)) ORDER BY m.revision
        """)
  }

  /// At most `most` vectors after a digest, in the order of their digests.
  func vectors(model: String, after digest: [UInt8], most: Int) throws -> [CopiedVector] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.digest, e.scale, e.bytes FROM passage_embedding e
        WHERE e.model_id = (SELECT id FROM embedding_model WHERE revision = ?) AND e.digest > ? AND \(isMember)
        ORDER BY e.digest LIMIT ?
        """, arguments: [model, Data(digest), most]
    ).map { row in
      CopiedVector(
        digest: Array(row[0] as Data),
        values: QuantizedVector.values(Array(row[2] as Data), scale: Float(row[1] as Double)))
    }
  }

  /// Stores those that are missing. Returns how many cannot be stored.
  func add(_ vectors: [CopiedVector], model: String) throws -> Int {
    let storable = vectors.filter { $0.values.allSatisfy(\.isFinite) }
    guard let dimensions = storable.first?.values.count else { return vectors.count }
    try VectorStore.makeModel(db, revision: model, dimensions: dimensions)
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO passage_embedding (model_id, digest, scale, bytes)
        SELECT m.id, ?1, ?2, ?3 FROM embedding_model m
        WHERE m.revision = ?4 AND m.dimensions = ?5 AND EXISTS (SELECT 1 FROM passage WHERE digest = ?1)
        """)
    for vector in storable {
      let quantized = QuantizedVector(vector.values)
      try statement.execute(arguments: [
        Data(vector.digest), Double(quantized.scale), quantized.bytes.withUnsafeBytes { Data($0) }, model,
        vector.values.count,
      ])
    }
    return vectors.count - storable.count
  }
}
