import IpaiPostgres
import IpaiSearch

/// Removes what no repository needs any more, in transactions that each leave the database correct.
enum PostgresRepositoryRemoval {
  /// Removes the repository. Its commits can no longer be found through it, but stay stored.
  static func removeRow(_ connection: PostgresConnection, _ repository: IndexedRepository) async throws {
    try await connection.query("DELETE FROM mcp.repository WHERE id = $1", [.integer(repository.id)])
    try await SegmentStore(connection, .commits).changed()
  }

  /// Removes a batch of commits that nothing reaches; returns how many there were.
  static func removeUnreachable(_ connection: PostgresConnection) async throws -> Int {
    // Those that were stored together stand in the same segments of words.
    let rows = try await connection.query(
      """
      SELECT c.id FROM mcp.git_commit c
      WHERE NOT EXISTS (SELECT FROM mcp.reachable x WHERE x.commit_id = c.id) ORDER BY c.id LIMIT $1
      """, [.integer(Int64(WordRemoval.batch))])
    let ids = try (0..<rows.count).compactMap { try rows[$0].integer(0) }
    guard !ids.isEmpty else { return 0 }
    // Before the vectors: one that is being stored is waited for, and taken along.
    try await connection.query("DELETE FROM mcp.git_commit WHERE id = ANY ($1::bigint[])", [.integers(ids)])
    try await SegmentStore(connection, .commits).erase(ids)
    return ids.count
  }

  /// Removes people and paths that no commit refers to any more.
  static func removeUnused(_ connection: PostgresConnection) async throws {
    try await connection.query(
      "DELETE FROM mcp.path p WHERE NOT EXISTS (SELECT FROM mcp.changed_path c WHERE c.path_id = p.id)")
    try await connection.query(
      """
      DELETE FROM mcp.person p
      WHERE NOT EXISTS (SELECT FROM mcp.git_commit c WHERE c.author_id = p.id)
        AND NOT EXISTS (SELECT FROM mcp.git_commit c WHERE c.committer_id = p.id)
      """)
  }
}
