import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Reads commits from PostgreSQL, to be copied.
enum PostgresCopiedCommits {
  /// The ids of all commits, the newest first, and those of the same second in their order.
  static func ids(_ connection: PostgresConnection) async throws -> [ObjectID] {
    let rows = try await connection.query("SELECT oid FROM mcp.git_commit ORDER BY committed_at DESC, oid")
    return rows.compactMap { row in row.bytes(0).flatMap { ObjectID(bytes: $0) } }
  }

  /// Those of the commits that are stored. `places`: what is known of the segments of their words.
  static func commits(
    _ connection: PostgresConnection, _ commits: [ObjectID], _ places: SegmentPlaces
  ) async throws -> [ObjectID: CopiedCommit] {
    let rows = try await connection.query(
      """
      SELECT c.id, c.oid, c.parents, a.name, a.email, c.authored_at, p.name, p.email, c.committed_at, c.message, c.message_cut,
        c.paths_cut, c.authored_offset, c.words
      FROM mcp.git_commit c JOIN mcp.person a ON a.id = c.author_id JOIN mcp.person p ON p.id = c.committer_id
      WHERE c.oid = ANY ($1::bytea[])
      """, [.blobs(commits.map { Array($0.bytes) })])
    let numbers = try rows.numbers(0)
    let changes = try await changes(connection, of: numbers)
    let repositories = try await repositories(connection, of: numbers)
    let lengths = try await SegmentStore(connection, .commits).lengths(of: numbers, in: places)
    var found: [ObjectID: CopiedCommit] = [:]
    for row in rows {
      guard let number = try row.integer(0), let id = row.bytes(1).flatMap({ ObjectID(bytes: $0) }) else { continue }
      found[id] = CopiedCommit(
        try facts(id, row, changes[number] ?? []), authoredOffset: try row.integer(12).map { Int($0) },
        words: Int(try row.integer(13) ?? 0), lengths: lengths[number] ?? [], row: number,
        repositories: repositories[number] ?? [])
    }
    return found
  }

  private static func facts(_ id: ObjectID, _ row: PostgresRow, _ changes: [ChangedPath]) throws -> CommitFacts {
    CommitFacts(
      id: id, parents: ObjectID.list(row.bytes(2) ?? []),
      author: Signature(
        name: row.text(3) ?? "", email: row.text(4) ?? "", seconds: try row.integer(5) ?? 0,
        offset: Int(try row.integer(12) ?? 0)),
      committer: Signature(name: row.text(6) ?? "", email: row.text(7) ?? "", seconds: try row.integer(8) ?? 0),
      message: row.text(9) ?? "", changes: changes, unreadableTree: nil, arePathsCut: row.boolean(11) ?? false,
      isMessageCut: row.boolean(10) ?? false)
  }

  private static func changes(
    _ connection: PostgresConnection, of numbers: [Int64]
  ) async throws -> [Int64: [ChangedPath]] {
    let rows = try await connection.query(
      """
      SELECT x.commit_id, p.name, x.kind FROM mcp.changed_path x JOIN mcp.path p ON p.id = x.path_id
      WHERE x.commit_id = ANY ($1::bigint[]) ORDER BY x.commit_id, p.name
      """, [.integers(numbers)])
    var changes: [Int64: [ChangedPath]] = [:]
    for row in rows {
      guard let number = try row.integer(0), let kind = row.text(2).flatMap({ ChangedPath.Kind(rawValue: $0) }) else {
        continue
      }
      changes[number, default: []].append(ChangedPath(path: row.bytes(1) ?? [], kind: kind))
    }
    return changes
  }

  private static func repositories(
    _ connection: PostgresConnection, of numbers: [Int64]
  ) async throws -> [Int64: Set<Int64>] {
    let rows = try await connection.query(
      "SELECT commit_id, repository_id FROM mcp.reachable WHERE commit_id = ANY ($1::bigint[])", [.integers(numbers)])
    var repositories: [Int64: Set<Int64>] = [:]
    for row in rows {
      guard let number = try row.integer(0), let repository = try row.integer(1) else { continue }
      repositories[number, default: []].insert(repository)
    }
    return repositories
  }
}
