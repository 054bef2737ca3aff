import Foundation
package import GRDB
package import IpaiCore
import IpaiGit

/// A commit as the database has it.
package struct StoredCommit: Codable, Sendable, Equatable {
  /// A path and what happened to it: `A` added, `M` modified, `D` deleted, `T` changed its type.
  package struct Change: Codable, Sendable, Equatable {
    package var path: String
    package var kind: String
  }

  /// The full id.
  package var id: String
  package var parents: [String]
  /// `Name <address>`.
  package var author: String
  package var authored: Timestamp
  package var committer: String
  package var date: Timestamp
  package var message: String
  package var changes: [Change]

  /// Paths that a list or search result shows at most.
  package static let shownPaths = 50

  enum CodingKeys: String, CodingKey {
    case parents, author, authored, committer, date, message, changes
    case id = "commit"
  }
}

extension StoredCommit {
  private static let columns = """
    SELECT c.*, a.name || ' <' || a.email || '>' AS author, p.name || ' <' || p.email || '>' AS committer
    FROM git_commit c JOIN person a ON a.id = c.author_id JOIN person p ON p.id = c.committer_id
    """

  static func fetch(_ db: Database, _ id: Int64) throws -> StoredCommit {
    let statement = try db.cachedStatement(sql: columns + " WHERE c.id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw IpaiError(.internal, "commit \(id) is in the word index and not in the database", hint: "run 'ipai doctor'")
    }
    return try StoredCommit(row, db)
  }

  /// The commits with one of these full ids or whose id starts with `prefix`, at most two.
  package static func find(_ db: Database, prefix: String) throws -> [StoredCommit] {
    let digits = prefix.lowercased()
    guard digits.count >= 4, digits.count <= 40, digits.allSatisfy(\.isHexDigit) else { return [] }
    let low = ObjectID(hex: digits.padding(toLength: 40, withPad: "0", startingAt: 0))
    let high = ObjectID(hex: digits.padding(toLength: 40, withPad: "f", startingAt: 0))
    return try Row.fetchAll(
      db, sql: columns + " WHERE c.oid BETWEEN ? AND ? LIMIT 2", arguments: [low?.data, high?.data]
    ).map { try StoredCommit($0, db) }
  }

  /// The commits of a filter, newest first.
  package static func list(_ db: Database, _ filter: CommitFilter, limit: Int) throws -> [StoredCommit] {
    let request: SQLRequest<Row> = """
      \(sql: columns) WHERE \(try filter.conditions())
      ORDER BY c.committed_at DESC, c.oid LIMIT \(limit)
      """
    return try request.fetchAll(db).map { try StoredCommit($0, db) }
  }

  /// The path of a repository that reaches the commit.
  static func repository(_ db: Database, _ id: Int64) throws -> String {
    let statement = try db.cachedStatement(
      sql: """
        SELECT path FROM repository WHERE id IN (SELECT repository_id FROM reachable WHERE commit_id = ?)
        ORDER BY path LIMIT 1
        """)
    return try String.fetchOne(statement, arguments: [id]) ?? ""
  }

  private init(_ row: Row, _ db: Database) throws {
    id = ObjectID.list(row["oid"]).first?.hex ?? ""
    parents = ObjectID.list(row["parents"]).map(\.hex)
    author = row["author"]
    authored = Timestamp(seconds: row["authored_at"])
    committer = row["committer"]
    date = Timestamp(seconds: row["committed_at"])
    message = row["message"]
    let paths = try db.cachedStatement(
      sql: """
        SELECT p.name, c.kind FROM changed_path c JOIN path p ON p.id = c.path_id
        WHERE c.commit_id = ? ORDER BY p.name
        """)
    changes = try Row.fetchAll(paths, arguments: [row["id"] as Int64]).map { row in
      Change(path: String(decoding: row["name"] as Data, as: UTF8.self), kind: row["kind"])
    }
  }
}
