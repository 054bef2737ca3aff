import Foundation
import GRDB
import IpaiGit

/// A row of `unreadable`: a commit that the index lacks, or has without all of its paths and diff words, and the object that
/// could not be read.
package struct UnreadableCommit: Sendable, Hashable {
  /// The commit.
  let commit: ObjectID
  /// The object that could not be read: the commit itself, a tree or a blob.
  let object: ObjectID

  /// True when the commit itself cannot be read, so that its ancestors may be unknown.
  var isWhole: Bool { commit == object }
}

extension UnreadableCommit {
  /// The rows of a repository. `limit` applies twice: to all of them, and to those that cannot be read at all.
  static func all(_ db: Database, repository: Int64, limit: Int? = nil) throws -> [UnreadableCommit] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT * FROM (
          SELECT commit_oid, object_oid FROM unreadable INDEXED BY unreadable_commit
          WHERE repository_id = ?1 AND commit_oid = object_oid LIMIT ?2)
        UNION
        SELECT * FROM (SELECT commit_oid, object_oid FROM unreadable WHERE repository_id = ?1 LIMIT ?2)
        """)
    return try Row.fetchAll(statement, arguments: [repository, limit ?? -1]).compactMap { row in
      guard let commit = ObjectID.list(row[0]).first, let object = ObjectID.list(row[1]).first else { return nil }
      return UnreadableCommit(commit: commit, object: object)
    }
  }

  /// True when there are none, of any repository.
  static func areNone(_ db: Database) throws -> Bool {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT 1 FROM unreadable LIMIT 1")) == nil
  }

  /// Stores the row in place of an earlier one for the same commit.
  func insert(_ db: Database, repository: Int64) throws {
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO unreadable (repository_id, commit_oid, object_oid) VALUES (?, ?, ?)"
    ).execute(arguments: [repository, commit.data, object.data])
  }

  /// Removes the row of a commit, if there is one.
  static func delete(_ db: Database, _ commit: ObjectID, repository: Int64) throws {
    try db.cachedStatement(sql: "DELETE FROM unreadable WHERE repository_id = ? AND commit_oid = ?")
      .execute(arguments: [repository, commit.data])
  }

  /// The commits that cannot be read at all, sorted by id.
  static func missing(_ db: Database, repository: Int64) throws -> [ObjectID] {
    try Data.fetchAll(
      db,
      sql: """
        SELECT commit_oid FROM unreadable
        WHERE repository_id = ? AND commit_oid = object_oid ORDER BY commit_oid
        """, arguments: [repository]
    ).compactMap { ObjectID.list($0).first }
  }
}
