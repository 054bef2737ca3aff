import IpaiCore
import IpaiGit
import IpaiPostgres

/// The rows of `mcp.repository`.
enum PostgresRepositoryRows {
  /// See the columns of `IndexedRepository` for SQLite: complete are those alone whose commits all have their words.
  private static let columns = """
    SELECT r.id, r.git_directory, r.path, r.selection, r.tips, r.shallow, r.complete AND NOT EXISTS (
        SELECT FROM mcp.git_commit c JOIN mcp.reachable x ON x.commit_id = c.id AND x.repository_id = r.id WHERE c.words = 0
      ), r.generation, r.commits, r.token, r.boundary, r.indexed_at
    FROM mcp.repository r
    """

  /// All, sorted by path.
  static func all(_ connection: PostgresConnection) async throws -> [IndexedRepository] {
    let rows = try await connection.query(columns + " ORDER BY r.path, r.id")
    return try rows.map { try repository($0, connection.machine) }
  }

  /// The one with this git directory or, when there is none, with this path.
  static func find(_ connection: PostgresConnection, _ location: String) async throws -> IndexedRepository? {
    // PostgreSQL stores no NUL, and so nothing stands there.
    guard !location.utf8.contains(0) else { return nil }
    let rows = try await connection.query(
      columns + " WHERE r.git_directory = $1 OR r.path = $1 ORDER BY r.git_directory = $1 DESC, r.id LIMIT 1",
      [.text(connection.machine.stored(location))])
    return try rows.first.map { try repository($0, connection.machine) }
  }

  /// The row for a git directory, which is made if it is missing.
  static func begin(_ connection: PostgresConnection, _ start: RepositoryStart) async throws -> IndexedRepository {
    let gitDirectory = PostgresValue.text(connection.machine.stored(start.gitDirectory))
    let path = PostgresValue.text(connection.machine.stored(start.path))
    let updated = try await connection.query(
      """
      UPDATE mcp.repository SET path = $2, complete = complete AND NOT $3,
        generation = generation + CASE WHEN $3 THEN 1 ELSE 0 END,
        selection = CASE WHEN boundary IS NULL AND tips = '' THEN $4 ELSE selection END
      WHERE git_directory = $1
      """,
      [gitDirectory, path, .boolean(start.isRebuild), .text(start.selection.encoded)])
    if updated.changed == 0 {
      try await connection.query(
        """
        INSERT INTO mcp.repository (
          git_directory, path, selection, tips, shallow, complete, generation, token, indexed_at)
        VALUES ($1, $2, $3, '', false, false, 0, $4, $5)
        """,
        [
          gitDirectory, path, .text(start.selection.encoded), .integer(Int64.random(in: .min ... .max)),
          .integer(start.now.seconds),
        ])
    }
    guard let row = try await find(connection, start.gitDirectory) else {
      throw IpaiError(.internal, "the repository \(start.path) was not recorded")
    }
    return row
  }

  /// A query for the numbers of the commits that a repository reaches.
  static func members(of repository: IndexedRepository) -> String {
    "SELECT commit_id FROM mcp.reachable WHERE repository_id = \(repository.id)"
  }

  /// How many commits can be found in a repository, are stored, and are reached by no repository any more.
  static func counts(
    _ connection: PostgresConnection, of repository: IndexedRepository
  ) async throws -> (indexed: Int, stored: Int, unreachable: Int) {
    let rows = try await connection.query(
      """
      SELECT coalesce((SELECT commits FROM mcp.repository WHERE git_directory = $1), 0),
        (SELECT count(*) FROM mcp.git_commit),
        (SELECT count(*) FROM mcp.git_commit c WHERE NOT EXISTS (SELECT FROM mcp.reachable x WHERE x.commit_id = c.id))
      """, [.text(connection.machine.stored(repository.gitDirectory))])
    guard let row = rows.first else { return (0, 0, 0) }
    return (
      Int(try row.integer(0) ?? 0), Int(try row.integer(1) ?? 0), Int(try row.integer(2) ?? 0)
    )
  }

  private static func repository(_ row: PostgresRow, _ machine: MachineName) throws -> IndexedRepository {
    IndexedRepository(
      id: try row.integer(0) ?? 0, gitDirectory: machine.local(row.text(1) ?? ""),
      path: machine.local(row.text(2) ?? ""),
      selection: row.text(3) ?? "", tips: ObjectID.list(row.bytes(4) ?? []), isShallow: row.boolean(5) ?? false,
      isComplete: row.boolean(6) ?? false, generation: try row.integer(7) ?? 0, commits: Int(try row.integer(8) ?? 0),
      token: try row.integer(9) ?? 0, boundary: row.bytes(10).map { Set(ObjectID.list($0)) },
      indexedAt: Timestamp(seconds: try row.integer(11) ?? 0))
  }
}
