import IpaiCore
import IpaiGit
import IpaiPostgres

/// Reads commits as they are stored.
enum PostgresStoredCommits {
  private static let columns = """
    SELECT c.id, c.oid, c.parents, a.name, a.email, c.authored_at, c.authored_offset, p.name, p.email, c.committed_at,
      c.message, c.message_cut, c.paths_cut, (
        SELECT r.path FROM mcp.reachable x JOIN mcp.repository r ON r.id = x.repository_id WHERE x.commit_id = c.id
        ORDER BY NOT starts_with(r.path, $1), r.path LIMIT 1),
      (SELECT count(*) FROM mcp.changed_path h WHERE h.commit_id = c.id)
    FROM mcp.git_commit c JOIN mcp.person a ON a.id = c.author_id JOIN mcp.person p ON p.id = c.committer_id
    """

  /// Commits with the first `paths` of their changes, by their ids; those that are gone are left out.
  static func commits(
    _ connection: PostgresConnection, _ ids: [ObjectID], paths: Int
  ) async throws -> [ObjectID: StoredCommit] {
    let rows = try await connection.query(
      columns + " WHERE c.oid = ANY ($2::bytea[])",
      [.text(connection.machine.root), .blobs(ids.map { Array($0.bytes) })])
    let commits = try await commits(connection, rows, paths: paths)
    return Dictionary(
      commits.compactMap { commit in ObjectID(hex: commit.id).map { ($0, commit) } }, uniquingKeysWith: { $1 })
  }

  /// The commits whose ids start with `prefix`, at most two, with all of their changes.
  static func commits(
    _ connection: PostgresConnection, startingWith prefix: ObjectIDPrefix
  ) async throws -> [StoredCommit] {
    let rows = try await connection.query(
      columns + " WHERE c.oid BETWEEN $2 AND $3 ORDER BY c.oid LIMIT 2",
      [.text(connection.machine.root), .bytes(Array(prefix.low.bytes)), .bytes(Array(prefix.high.bytes))])
    return try await commits(connection, rows, paths: nil)
  }

  private static func commits(
    _ connection: PostgresConnection, _ rows: PostgresRows, paths: Int?
  ) async throws -> [StoredCommit] {
    let numbers = try (0..<rows.count).compactMap { try rows[$0].integer(0) }
    let changes = try await changes(connection, of: numbers, most: paths)
    return try (0..<rows.count).map { number in
      let row = rows[number]
      return try commit(row, changes[try row.integer(0) ?? 0] ?? [], connection.machine)
    }
  }

  private static func commit(
    _ row: PostgresRow, _ changes: [StoredCommit.Change], _ machine: MachineName
  ) throws -> StoredCommit {
    StoredCommit(
      id: ObjectID.list(row.bytes(1) ?? []).first?.hex ?? "", parents: ObjectID.list(row.bytes(2) ?? []).map(\.hex),
      author: Person(name: row.text(3) ?? "", email: row.text(4) ?? ""),
      authored: ZonedTimestamp(
        Timestamp(seconds: try row.integer(5) ?? 0), offset: try row.integer(6).map { Int($0) }),
      committer: Person(name: row.text(7) ?? "", email: row.text(8) ?? ""),
      committed: Timestamp(seconds: try row.integer(9) ?? 0), message: row.text(10) ?? "",
      isMessageCut: row.boolean(11) ?? false, changes: changes, pathCount: Int(try row.integer(14) ?? 0),
      arePathsCut: row.boolean(12) ?? false, repository: row.text(13).map(machine.local))
  }

  /// The first changes of commits, sorted by path, by the numbers of the commits.
  private static func changes(
    _ connection: PostgresConnection, of commits: [Int64], most: Int?
  ) async throws -> [Int64: [StoredCommit.Change]] {
    guard !commits.isEmpty else { return [:] }
    let rows = try await connection.query(
      """
      SELECT g.id, h.name, h.kind FROM unnest($1::bigint[]) AS g (id) CROSS JOIN LATERAL (
        SELECT p.name, c.kind FROM mcp.changed_path c JOIN mcp.path p ON p.id = c.path_id
        WHERE c.commit_id = g.id ORDER BY p.name LIMIT $2) h
      ORDER BY g.id, h.name
      """, [.integers(commits), PostgresValue(most.map(Int64.init))])
    var changes: [Int64: [StoredCommit.Change]] = [:]
    for number in 0..<rows.count {
      let row = rows[number]
      let path = String(decoding: row.bytes(1) ?? [], as: UTF8.self)
      changes[try row.integer(0) ?? 0, default: []].append(StoredCommit.Change(path: path, kind: row.text(2) ?? ""))
    }
    return changes
  }
}
