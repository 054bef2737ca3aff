import Foundation
import GRDB
import IpaiGit
import IpaiSearch

/// Reads and writes the vectors of commits in an embedded database, to copy them.
struct CopiedCommitVectorRows {
  private let db: Database

  /// Those of `db`.
  init(_ db: Database) { self.db = db }

  /// The revisions of the models, in their order.
  func models() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT m.revision FROM embedding_model m WHERE EXISTS (SELECT 1 FROM commit_vector v WHERE v.model_id = m.id)
        ORDER BY m.revision
        """)
  }

  /// At most `most` vectors of the commits in the rows after `row`, in the order of these.
  func vectors(model: String, after row: Int64, most: Int) throws -> [CopiedCommitVector] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.oid, c.id, v.scale, v.bytes FROM commit_vector v JOIN git_commit c ON c.id = v.commit_id
        WHERE v.model_id = (SELECT id FROM embedding_model WHERE revision = ?) AND v.commit_id > ?
        ORDER BY v.commit_id LIMIT ?
        """, arguments: [model, row, most]
    ).compactMap { row in
      ObjectID(bytes: row[0] as Data).map { id in
        CopiedCommitVector(
          commit: id, row: row[1],
          values: QuantizedVector.values(Array(row[3] as Data), scale: Float(row[2] as Double)))
      }
    }
  }

  /// Stores those that are missing. Returns how many cannot be stored.
  func add(_ vectors: [CopiedCommitVector], model: String) throws -> Int {
    let storable = vectors.filter { $0.values.allSatisfy(\.isFinite) }
    guard let dimensions = storable.first?.values.count else { return vectors.count }
    try VectorStore.makeModel(db, revision: model, dimensions: dimensions)
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO commit_vector (model_id, commit_id, scale, bytes)
        SELECT m.id, c.id, ?, ? FROM embedding_model m JOIN git_commit c ON c.oid = ?
        WHERE m.revision = ? AND m.dimensions = ?
        """)
    var added = 0
    for vector in storable {
      let quantized = QuantizedVector(vector.values)
      try statement.execute(arguments: [
        Double(quantized.scale), quantized.bytes.withUnsafeBytes { Data($0) }, vector.commit.data, model,
        vector.values.count,
      ])
      added += db.changesCount
    }
    if added > 0 { try CorpusVersion.vectorsChanged(db, .commits) }
    return vectors.count - storable.count
  }

  /// Removes those of the commits in some rows, of whatever model.
  func remove(_ rows: [Int64]) throws {
    let statement = try db.cachedStatement(sql: "DELETE FROM commit_vector WHERE commit_id = ?")
    var removed = 0
    for row in rows {
      try statement.execute(arguments: [row])
      removed += db.changesCount
    }
    if removed > 0 { try CorpusVersion.vectorsChanged(db, .commits) }
  }
}
