import Foundation
import GRDB
import IpaiDatabase
import IpaiGit
import IpaiSearch

/// Reads commits from an embedded database, to be copied.
enum CopiedCommitRows {
  /// The ids of all commits, the newest first, and those of the same second in their order.
  static func ids(_ db: Database) throws -> [ObjectID] {
    let statement = try db.makeStatement(sql: "SELECT oid FROM git_commit ORDER BY committed_at DESC, oid")
    var ids: [ObjectID] = []
    try statement.forEachRawRow { row in
      if let id = ObjectID(bytes: Array(row.bytes(0))) { ids.append(id) }
    }
    return ids
  }

  /// Those of the commits that are stored.
  static func commits(_ db: Database, _ commits: [ObjectID]) throws -> [ObjectID: CopiedCommit] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT c.parents, a.name, a.email, c.authored_at, p.name, p.email, c.committed_at, c.message, c.message_cut,
          c.paths_cut, c.authored_offset, c.words, c.id
        FROM git_commit c JOIN person a ON a.id = c.author_id JOIN person p ON p.id = c.committer_id WHERE c.oid = ?
        """)
    var rows: [ObjectID: Row] = [:]
    for id in commits { rows[id] = try Row.fetchOne(statement, arguments: [id.data]) }
    let numbers = rows.values.map { $0[12] as Int64 }
    let changes = try changes(db, of: numbers)
    let repositories = try repositories(db, of: numbers)
    let lengths = try lengths(db, of: numbers)
    var found: [ObjectID: CopiedCommit] = [:]
    for (id, row) in rows {
      let number: Int64 = row[12]
      found[id] = CopiedCommit(
        facts(id, row, changes[number] ?? []), authoredOffset: row[10], words: row[11], lengths: lengths[number] ?? [],
        row: number, repositories: repositories[number] ?? [])
    }
    return found
  }

  private static func facts(_ id: ObjectID, _ row: Row, _ changes: [ChangedPath]) -> CommitFacts {
    CommitFacts(
      id: id, parents: ObjectID.list(row[0] as Data),
      author: Signature(name: row[1], email: row[2], seconds: row[3], offset: row[10] ?? 0),
      committer: Signature(name: row[4], email: row[5], seconds: row[6]), message: row[7], changes: changes,
      unreadableTree: nil, arePathsCut: row[9], isMessageCut: row[8])
  }

  private static func list(_ numbers: [Int64]) -> String { numbers.map { "\($0)" }.joined(separator: ", ") }

  private static func changes(_ db: Database, of numbers: [Int64]) throws -> [Int64: [ChangedPath]] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT x.commit_id, p.name, x.kind FROM changed_path x JOIN path p ON p.id = x.path_id
        WHERE x.commit_id IN (\(list(numbers))) ORDER BY x.commit_id, p.name
        """)
    var changes: [Int64: [ChangedPath]] = [:]
    while let row = try rows.next() {
      guard let kind = ChangedPath.Kind(rawValue: row[2]) else { continue }
      changes[row[0], default: []].append(ChangedPath(path: Array(row[1] as Data), kind: kind))
    }
    return changes
  }

  private static func repositories(_ db: Database, of numbers: [Int64]) throws -> [Int64: Set<Int64>] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT commit_id, repository_id FROM reachable WHERE commit_id IN (\(list(numbers)))")
    var repositories: [Int64: Set<Int64>] = [:]
    while let row = try rows.next() { repositories[row[0], default: []].insert(row[1]) }
    return repositories
  }

  private static func lengths(_ db: Database, of numbers: [Int64]) throws -> [Int64: [Int]] {
    let layout = CorpusLayout.commits
    let statement = try db.makeStatement(
      sql: "SELECT id, sz FROM \(layout.wordTable)_docsize WHERE id IN (\(list(numbers)))")
    var lengths: [Int64: [Int]] = [:]
    for (number, counts) in try FieldLengths.read(statement) {
      lengths[Int64(number)] = layout.fields.indices.map { Int(counts[$0]) }
    }
    return lengths
  }
}
