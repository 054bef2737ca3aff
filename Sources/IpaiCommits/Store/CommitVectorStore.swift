import Foundation
import GRDB
import IpaiEmbedding
import IpaiSearch

/// The vectors of commits in the database.
enum CommitVectorStore {
  /// The row of a model; nil when nothing was computed with it yet.
  static func model(_ db: Database, revision: String) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT id FROM embedding_model WHERE revision = ?", arguments: [revision])
  }

  /// The row of a model, made when missing.
  static func makeModel(_ db: Database, _ encoder: TextEncoder) throws -> Int64 {
    if let id = try model(db, revision: encoder.revision) { return id }
    try db.execute(
      sql: "INSERT INTO embedding_model (name, revision, dimensions) VALUES (?, ?, ?)",
      arguments: [encoder.model, encoder.revision, encoder.dimensions])
    return db.lastInsertedRowID
  }

  static func add(
    _ db: Database, model: Int64, commit: (id: Int64, message: String), _ vector: QuantizedVector
  ) throws {
    // The commit may have been forgotten while its vector was computed, and its row be another's by now.
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO commit_vector (model_id, commit_id, scale, bytes)
        SELECT ?, id, ?, ? FROM git_commit WHERE id = ? AND message = ?
        """
    ).execute(arguments: [
      model, Double(vector.scale), vector.bytes.withUnsafeBytes { Data($0) }, commit.id, commit.message,
    ])
  }

  /// Notes that vectors were added or removed.
  static func changed(_ db: Database) throws {
    try db.execute(sql: "UPDATE corpus SET version = random() WHERE name = 'commit vectors'")
  }

  /// What the vectors are as of now: it differs after any change.
  static func version(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT version FROM corpus WHERE name = 'commit vectors'")) ?? 0
  }

  /// 16 bytes that tell this database from others.
  static func identity(_ db: Database) throws -> [UInt8] {
    try Data.fetchOne(db, sql: "SELECT id FROM identity").map { Array($0) } ?? []
  }

  private static let missingCommits = """
    FROM reachable r WHERE r.repository_id = ? AND NOT EXISTS (
      SELECT 1 FROM commit_vector v
      WHERE v.commit_id = r.commit_id AND v.model_id = (SELECT id FROM embedding_model WHERE revision = ?))
    """

  /// How many commits of a repository have no vector of the model.
  static func missingCount(_ db: Database, repository: Int64, revision: String) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) " + missingCommits, arguments: [repository, revision]) ?? 0
  }

  /// Those commits, in the order they were stored, which is newest first.
  static func missing(_ db: Database, repository: Int64, revision: String) throws -> [Int64] {
    try Int64.fetchAll(
      db, sql: "SELECT r.commit_id \(missingCommits) ORDER BY r.commit_id", arguments: [repository, revision])
  }

  static func messages(_ db: Database, _ commits: ArraySlice<Int64>) throws -> [(id: Int64, message: String)] {
    let statement = try db.cachedStatement(sql: "SELECT message FROM git_commit WHERE id = ?")
    return try commits.compactMap { id in
      try String.fetchOne(statement, arguments: [id]).map { (id, $0) }
    }
  }
}
