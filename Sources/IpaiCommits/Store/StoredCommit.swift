import Foundation
import GRDB
package import IpaiCore
import IpaiGit

/// A commit as it is stored in the database.
package struct StoredCommit: Codable, Sendable, Equatable {
  /// A path and what happened to it.
  package struct Change: Codable, Sendable, Equatable {
    /// The path, where bytes that are not UTF-8 were replaced.
    package var path: String
    /// `A` for added, `M` for modified, `D` for deleted, `T` for a changed type.
    package var kind: String
  }

  /// The full id.
  package var id: String
  /// The full ids of its parents.
  package var parents: [String]
  /// Who wrote it.
  package var author: Person
  /// When it was written.
  package var authored: ZonedTimestamp
  /// Who committed it.
  package var committer: Person
  /// When it was committed.
  package var committed: Timestamp
  /// The message, as far as it is stored.
  package var message: String
  /// True when `message` is only the first part of a very long one.
  package var isMessageCut: Bool
  /// What it changed, sorted by path: all that is stored, or as many as were asked for.
  package var changes: [Change]
  /// How many changes are stored.
  package var pathCount: Int
  /// True when the commit changed more paths than are stored.
  package var arePathsCut: Bool
  /// The path of a repository that reaches it; nil when none does.
  package var repository: String?

  /// How many paths a list or a search result shows at most.
  package static let shownPaths = 50

  enum CodingKeys: String, CodingKey {
    case parents, author, authored, committer, committed, message, changes, repository
    case id = "commit"
    case isMessageCut = "message_cut"
    case pathCount = "path_count"
    case arePathsCut = "paths_cut"
  }
}

extension StoredCommit {
  private static let columns = """
    SELECT c.id, c.oid, c.parents, a.name, a.email, c.authored_at, c.authored_offset, p.name, p.email, c.committed_at,
      c.message, c.message_cut, c.paths_cut, (
        SELECT path FROM repository WHERE id IN (SELECT repository_id FROM reachable WHERE commit_id = c.id)
        ORDER BY path LIMIT 1)
    FROM git_commit c JOIN person a ON a.id = c.author_id JOIN person p ON p.id = c.committer_id
    """

  /// The columns by their place: finding one by its name takes longer than reading it.
  fileprivate enum Column: Int {
    case row, id, parents
    case authorName, authorEmail, authoredAt, authoredOffset
    case committerName, committerEmail, committedAt
    case message, isMessageCut, arePathsCut, repository
  }

  /// The commit with an id and the first `paths` of its changes, or all of them when that is nil; nil when it is not stored.
  static func fetch(_ db: Database, _ id: ObjectID, paths: Int?) throws -> StoredCommit? {
    let statement = try db.cachedStatement(sql: columns + " WHERE c.oid = ?")
    return try Row.fetchOne(statement, arguments: [id.data]).map { try StoredCommit($0, db, paths: paths) }
  }

  /// The commits whose ids start with `prefix`, at most two.
  static func find(_ db: Database, _ prefix: ObjectIDPrefix) throws -> [StoredCommit] {
    try Row.fetchAll(
      db, sql: columns + " WHERE c.oid BETWEEN ? AND ? LIMIT 2", arguments: [prefix.low.data, prefix.high.data]
    ).map { try StoredCommit($0, db, paths: nil) }
  }

  private init(_ row: Row, _ db: Database, paths: Int?) throws {
    id = ObjectID.list(row[.id]).first?.hex ?? ""
    parents = ObjectID.list(row[.parents]).map(\.hex)
    author = Person(name: row[.authorName], email: row[.authorEmail])
    authored = ZonedTimestamp(Timestamp(seconds: row[.authoredAt]), offset: row[.authoredOffset])
    committer = Person(name: row[.committerName], email: row[.committerEmail])
    committed = Timestamp(seconds: row[.committedAt])
    message = row[.message]
    isMessageCut = row[.isMessageCut]
    arePathsCut = row[.arePathsCut]
    repository = row[.repository]
    let number: Int64 = row[.row]
    changes = try Self.changes(db, number, most: paths)
    pathCount = changes.count
    // There may be more than were asked for.
    if pathCount == paths { pathCount = try Self.changeCount(db, number) }
  }

  private static func changes(_ db: Database, _ id: Int64, most: Int?) throws -> [Change] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT p.name, c.kind FROM changed_path c JOIN path p ON p.id = c.path_id
        WHERE c.commit_id = ? ORDER BY p.name LIMIT ?
        """)
    return try Row.fetchAll(statement, arguments: [id, most ?? -1]).map { row in
      Change(path: String(decoding: row[0] as Data, as: UTF8.self), kind: row[1])
    }
  }

  private static func changeCount(_ db: Database, _ id: Int64) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM changed_path WHERE commit_id = ?"), arguments: [id]) ?? 0
  }
}

extension Row {
  fileprivate subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ column: StoredCommit.Column
  ) -> Value { self[column.rawValue] }
}
