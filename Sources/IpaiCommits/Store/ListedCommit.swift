import Foundation
import GRDB
import IpaiGit
import IpaiSearch

/// A commit in a list, which is ordered by date.
package struct ListedCommit: Sendable {
  /// Its id.
  let id: ObjectID
  /// When it was committed, in seconds.
  let committed: Int64

  /// The cursor of what follows it.
  var cursor: PageCursor { PageCursor(key: committed, id: id.bytes) }

  /// The commits that a filter keeps, newest first, from the one after `after` on, at most `most`.
  static func all(_ db: Database, _ filter: CommitFilter, after: PageCursor?, most: Int?) throws -> [ListedCommit] {
    var conditions = try filter.conditions()
    if let after {
      conditions = """
        \(conditions) AND (
          c.committed_at < \(after.key) OR c.committed_at = \(after.key) AND c.oid > \(Data(after.id)))
        """
    }
    let request: SQLRequest<Row> = """
      SELECT c.committed_at, c.oid FROM git_commit c WHERE \(conditions)
      ORDER BY c.committed_at DESC, c.oid LIMIT \(most ?? -1)
      """
    return try Array(
      request.fetchCursor(db).compactMap { row in
        ObjectID(bytes: row[1] as Data).map { ListedCommit(id: $0, committed: row[0]) }
      })
  }
}
