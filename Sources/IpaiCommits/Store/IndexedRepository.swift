import Foundation
import GRDB
package import IpaiCore
package import IpaiGit

/// A row of `repository`: a git directory that was indexed, and how completely.
package struct IndexedRepository: Sendable {
  /// The number of the row, which may go to another repository once this one is forgotten.
  package let id: Int64
  /// The path of the git directory.
  package let gitDirectory: String
  /// The path of the work tree, or of the git directory when there is none.
  package let path: String
  /// What was selected (`Selection.encoded`).
  package let selection: String
  /// The commits that the references pointed to when the index was last complete.
  package let tips: [ObjectID]
  /// True when the history of a shallow clone ended the walk.
  package let isShallow: Bool
  /// False while commits are being added and after an interruption.
  package let isComplete: Bool
  /// How many runs were completed and rebuilds begun, so that two runs at once notice each other.
  package let generation: Int64
  /// How many commits of the repository can be found.
  let commits: Int
  /// Distinguishes this row from one that was forgotten and created again.
  let token: Int64
  /// Where the history of a shallow clone ended when the index was last complete; nil when that is not known.
  package let boundary: Set<ObjectID>?
  /// When the index was last complete.
  package let indexedAt: Timestamp

}

extension IndexedRepository {
  /// Reads a row of the columns below.
  private init(_ row: Row) {
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

  /// A repository is complete only while every commit it reaches has its words: a rebuild removes them for a time, for all
  /// repositories that share the commit. CROSS JOIN keeps SQLite from starting with everything that is reachable.
  private static let columns = """
    SELECT r.*, r.complete AND NOT EXISTS (
      SELECT 1 FROM git_commit c INDEXED BY git_commit_without_words
      CROSS JOIN reachable x ON x.commit_id = c.id AND x.repository_id = r.id WHERE c.words = 0
    ) AS is_whole
    FROM repository r
    """

  /// All repositories, sorted by path.
  static func all(_ db: Database) throws -> [IndexedRepository] {
    try Row.fetchAll(db, sql: columns + " ORDER BY r.path").map(IndexedRepository.init)
  }

  /// The repository with this git directory or, when there is none, with this path, which helps when it is gone from the
  /// disk.
  static func find(_ db: Database, _ location: String) throws -> IndexedRepository? {
    let statement = try db.cachedStatement(
      sql: columns + " WHERE r.git_directory = ?1 OR r.path = ?1 ORDER BY r.git_directory = ?1 DESC")
    return try Row.fetchOne(statement, arguments: [location]).map(IndexedRepository.init)
  }

  /// The row for a git directory, which is created if it is missing. A rebuild makes it incomplete and lets other runs notice
  /// that. Until a run is complete, the selection is that of the last run that began.
  static func begin(_ db: Database, _ start: RepositoryStart) throws -> IndexedRepository {
    try db.execute(
      sql: """
        INSERT INTO repository (git_directory, path, selection, tips, shallow, complete, generation, indexed_at, token)
        VALUES (?1, ?2, ?5, x'', 0, 0, 0, ?3, random()) ON CONFLICT (git_directory) DO UPDATE
        SET path = excluded.path, complete = complete AND NOT ?4, generation = generation + ?4,
          selection = iif(boundary IS NULL AND tips = x'', excluded.selection, selection)
        """,
      arguments: [start.gitDirectory, start.path, start.now.seconds, start.isRebuild, start.selection.encoded])
    guard let row = try find(db, start.gitDirectory) else {
      throw IpaiError(.internal, "the repository \(start.path) was not recorded")
    }
    return row
  }

  /// True unless this row has been forgotten.
  func isThere(_ db: Database) throws -> Bool { try storedGeneration(db) != nil }

  /// True unless this row has been forgotten, another run has completed or another rebuild has begun.
  func isUnchanged(_ db: Database) throws -> Bool { try storedGeneration(db) == generation }

  private func storedGeneration(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT generation FROM repository WHERE id = ? AND token = ?", arguments: [id, token])
  }

  /// A query for the numbers of the commits that the repository reaches.
  var members: String { "SELECT commit_id FROM reachable WHERE repository_id = \(id)" }
}
