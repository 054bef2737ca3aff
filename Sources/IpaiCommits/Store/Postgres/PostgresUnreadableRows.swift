import IpaiGit
import IpaiPostgres

/// The rows of `mcp.unreadable`.
enum PostgresUnreadableRows {
  /// Those of a repository. `limit` applies twice: to all of them, and to those that cannot be read at all.
  static func all(
    _ connection: PostgresConnection, of repository: Int64, limit: Int?
  ) async throws -> [UnreadableCommit] {
    let rows = try await connection.query(
      """
      (SELECT commit_oid, object_oid FROM mcp.unreadable WHERE repository_id = $1 AND commit_oid = object_oid LIMIT $2)
      UNION
      (SELECT commit_oid, object_oid FROM mcp.unreadable WHERE repository_id = $1 LIMIT $2)
      """, [.integer(repository), PostgresValue(limit.map(Int64.init))])
    return (0..<rows.count).compactMap { number in
      guard let commit = rows[number].bytes(0).flatMap({ ObjectID(bytes: $0) }),
        let object = rows[number].bytes(1).flatMap({ ObjectID(bytes: $0) })
      else { return nil }
      return UnreadableCommit(commit: commit, object: object)
    }
  }

  /// The commits that cannot be read at all, sorted by id.
  static func missing(_ connection: PostgresConnection, of repository: Int64) async throws -> [ObjectID] {
    let rows = try await connection.query(
      """
      SELECT commit_oid FROM mcp.unreadable
      WHERE repository_id = $1 AND commit_oid = object_oid ORDER BY commit_oid
      """, [.integer(repository)])
    return (0..<rows.count).compactMap { rows[$0].bytes(0).flatMap { ObjectID(bytes: $0) } }
  }

  /// Stores rows in place of earlier ones for the same commits.
  static func insert(
    _ connection: PostgresConnection, _ commits: [UnreadableCommit], of repository: Int64
  ) async throws {
    guard !commits.isEmpty else { return }
    try await connection.query(
      """
      INSERT INTO mcp.unreadable (repository_id, commit_oid, object_oid)
      SELECT $1, u.commit, u.object FROM unnest($2::bytea[], $3::bytea[]) AS u (commit, object)
      ON CONFLICT (repository_id, commit_oid) DO UPDATE SET object_oid = excluded.object_oid
      """,
      [
        .integer(repository), .blobs(commits.map { Array($0.commit.bytes) }),
        .blobs(commits.map { Array($0.object.bytes) }),
      ])
  }

  /// Removes the rows of commits, where there are some.
  static func delete(_ connection: PostgresConnection, _ commits: [ObjectID], of repository: Int64) async throws {
    guard !commits.isEmpty else { return }
    try await connection.query(
      "DELETE FROM mcp.unreadable WHERE repository_id = $1 AND commit_oid = ANY ($2::bytea[])",
      [.integer(repository), .blobs(commits.map { Array($0.bytes) })])
  }
}
