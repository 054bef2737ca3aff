import IpaiPostgres

/// How many commits can be found but are not stored completely.
enum PostgresIndexGaps {
  /// The gaps of a repository, or of all when it is nil, with each commit counted once. `countsPaths` says whether missing paths are counted.
  static func read(
    _ connection: PostgresConnection, _ repository: IndexedRepository?, countsPaths: Bool
  ) async throws -> IndexGaps {
    let any = try await connection.query(
      """
      SELECT EXISTS (SELECT FROM mcp.unreadable), EXISTS (SELECT FROM mcp.git_commit WHERE paths_cut)
      """)
    let isAnyUnreadable = any.first?.boolean(0) == true
    guard isAnyUnreadable || countsPaths && any.first?.boolean(1) == true else { return IndexGaps() }
    var repositories = repository.map { [$0] } ?? []
    if repository == nil { repositories = try await PostgresRepositoryRows.all(connection) }
    var gaps = IndexGaps()
    if countsPaths { gaps.withoutAllPaths = try await withoutAllPaths(connection, repositories) }
    gaps.withoutAllWords = try await withoutAllWords(connection, repositories)
    return gaps
  }

  private static func withoutAllPaths(
    _ connection: PostgresConnection, _ repositories: [IndexedRepository]
  ) async throws -> Int {
    let rows = try await connection.query(
      """
      SELECT count(*) FROM (
        SELECT c.id FROM mcp.git_commit c JOIN mcp.reachable x ON x.commit_id = c.id
        WHERE c.paths_cut AND x.repository_id = ANY ($1::bigint[])
        UNION
        SELECT c.id FROM mcp.unreadable u JOIN mcp.git_commit c ON c.oid = u.commit_oid
        WHERE u.repository_id = ANY ($1::bigint[]) AND \(hasNoPaths)) g
      """, [.integers(repositories.map(\.id))])
    return Int(try rows.first?.integer(0) ?? 0)
  }

  /// Repositories whose selection has no words of diffs can only lack paths.
  private static func withoutAllWords(
    _ connection: PostgresConnection, _ repositories: [IndexedRepository]
  ) async throws -> Int {
    let withDiffs = repositories.filter { (Selection(encoded: $0.selection) ?? Selection()).diffWords }
    let rows = try await connection.query(
      """
      SELECT count(DISTINCT c.id) FROM mcp.unreadable u JOIN mcp.git_commit c ON c.oid = u.commit_oid
      WHERE u.repository_id = ANY ($1::bigint[])
        AND (c.words < 2 AND u.repository_id = ANY ($2::bigint[]) OR \(hasNoPaths))
      """, [.integers(repositories.map(\.id)), .integers(withDiffs.map(\.id))])
    return Int(try rows.first?.integer(0) ?? 0)
  }

  /// A condition for a commit whose tree could not be read and whose paths no other clone has added.
  private static let hasNoPaths = "NOT EXISTS (SELECT FROM mcp.changed_path p WHERE p.commit_id = c.id)"
}
