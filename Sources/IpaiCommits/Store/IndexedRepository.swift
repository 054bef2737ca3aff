import Foundation
package import GRDB
package import IpaiCore
package import IpaiGit

/// A row of `repository`: a git directory that was indexed, and how far.
package struct IndexedRepository: Sendable {
  package let id: Int64
  package let gitDirectory: String
  package let path: String
  package let selection: String
  /// What the references stood at when the index was last complete.
  package let tips: [ObjectID]
  /// True when the history of a shallow clone ended the walk.
  package let isShallow: Bool
  /// False while commits are being added and after an interruption.
  package let isComplete: Bool
  /// Counts completed runs and begun rebuilds, so that two at once notice each other.
  package let generation: Int64
  /// How many commits of the repository can be found.
  let commits: Int
  /// Tells this row from one that was forgotten and made again.
  let token: Int64
  /// Where the history of a shallow clone ended when the index was last complete; nil when that is not known.
  package let boundary: Set<ObjectID>?
  package let indexedAt: Timestamp

  init(_ row: Row) {
    id = row["id"]
    gitDirectory = row["git_directory"]
    path = row["path"]
    selection = row["selection"]
    tips = ObjectID.list(row["tips"])
    isShallow = row["shallow"]
    isComplete = row["is_whole"]
    generation = row["generation"]
    commits = row["commits"]
    token = row["token"]
    boundary = (row["boundary"] as Data?).map { Set(ObjectID.list($0)) }
    indexedAt = Timestamp(seconds: row["indexed_at"])
  }
}

extension IndexedRepository {
  /// A repository is whole only while every commit it reaches has its words: a rebuild takes them out for a time, for
  /// all repositories that share the commit. CROSS JOIN keeps SQLite from starting with all that is reachable.
  private static let columns = """
    SELECT r.*, r.complete AND NOT EXISTS (
      SELECT 1 FROM git_commit c INDEXED BY git_commit_without_words
      CROSS JOIN reachable x ON x.commit_id = c.id AND x.repository_id = r.id WHERE c.words = 0
    ) AS is_whole
    FROM repository r
    """

  package static func all(_ db: Database) throws -> [IndexedRepository] {
    try Row.fetchAll(db, sql: columns + " ORDER BY r.path").map(IndexedRepository.init)
  }

  /// The repository with this git directory, or failing that with this path, as when it is gone from the disk.
  package static func find(_ db: Database, _ location: String) throws -> IndexedRepository? {
    let statement = try db.cachedStatement(
      sql: columns + " WHERE r.git_directory = ?1 OR r.path = ?1 ORDER BY r.git_directory = ?1 DESC")
    return try Row.fetchOne(statement, arguments: [location]).map(IndexedRepository.init)
  }

  /// The row for a git directory, made when missing. A rebuild makes it incomplete and tells other runs of it. Until a run
  /// is complete, the selection is that of the last one that began.
  static func begin(
    _ db: Database, gitDirectory: String, path: String, selection: Selection, rebuild: Bool, now: Timestamp
  ) throws -> IndexedRepository {
    try db.execute(
      sql: """
        INSERT INTO repository (git_directory, path, selection, tips, shallow, complete, generation, indexed_at, token)
        VALUES (?1, ?2, ?5, x'', 0, 0, 0, ?3, random()) ON CONFLICT (git_directory) DO UPDATE
        SET path = excluded.path, complete = complete AND NOT ?4, generation = generation + ?4,
          selection = iif(boundary IS NULL AND tips = x'', excluded.selection, selection)
        """, arguments: [gitDirectory, path, now.seconds, rebuild, selection.encoded])
    guard let row = try find(db, gitDirectory) else {
      throw IpaiError(.internal, "the repository \(path) was not recorded")
    }
    return row
  }

  /// True while this row was not forgotten.
  func isThere(_ db: Database) throws -> Bool { try storedGeneration(db) != nil }

  /// True while this row was not forgotten, no other run has completed and none has begun to rebuild.
  func isUnchanged(_ db: Database) throws -> Bool { try storedGeneration(db) == generation }

  private func storedGeneration(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT generation FROM repository WHERE id = ? AND token = ?", arguments: [id, token])
  }

  /// A query for the numbers of the commits that the repository reaches.
  var members: String { "SELECT commit_id FROM reachable WHERE repository_id = \(id)" }
}
