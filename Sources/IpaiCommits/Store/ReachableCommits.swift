import Foundation
import GRDB
import IpaiCore
import IpaiGit

/// The commits of a repository that can be found, each with its value of `git_commit.words`.
enum ReachableCommits {
  /// The values, by commit, of the repository in this row.
  static func words(_ db: Database, repository: Int64) throws -> [ObjectID: Int] {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT c.oid, c.words FROM reachable r JOIN git_commit c ON c.id = r.commit_id WHERE r.repository_id = ?",
      arguments: [repository])
    var words: [ObjectID: Int] = [:]
    while let row = try rows.next() {
      let id = try row.withUnsafeData(atIndex: 0) { data in data.flatMap { ObjectID(bytes: $0) } }
      if let id { words[id] = row[1] }
    }
    return words
  }

  /// True when a commit of the repository is older than `date`.
  static func hasAny(_ db: Database, before date: Timestamp, repository: Int64) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM reachable r JOIN git_commit c ON c.id = r.commit_id
          WHERE r.repository_id = ? AND c.committed_at < ?)
        """, arguments: [repository, date.seconds]) ?? false
  }
}
