import Foundation
import GRDB
import IpaiGit

/// A commit that an earlier ipai stored without all that is stored now.
package struct IncompleteCommit: Sendable {
  /// Its row.
  let row: Int64
  /// Its id.
  let id: ObjectID
  /// True when only the first of its paths are stored.
  let arePathsCut: Bool

  /// The next ones, by row, that the repository with this git directory reaches, at most `limit`.
  static func next(
    _ db: Database, after row: Int64, gitDirectory: String, limit: Int
  ) throws -> [IncompleteCommit] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.id, c.oid, c.paths_cut FROM git_commit c INDEXED BY git_commit_without_offset
        CROSS JOIN reachable x ON x.commit_id = c.id
          AND x.repository_id = (SELECT id FROM repository WHERE git_directory = ?)
        WHERE c.authored_offset IS NULL AND c.id > ? ORDER BY c.id LIMIT ?
        """, arguments: [gitDirectory, row, limit]
    ).compactMap { row in
      ObjectID(bytes: row[1] as Data).map { IncompleteCommit(row: row[0], id: $0, arePathsCut: row[2]) }
    }
  }
}
