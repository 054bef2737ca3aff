import IpaiCore
import IpaiPostgres

/// Rewrites the tables of memory so that their files hold no byte of what was removed. What the server keeps elsewhere, such as its log,
/// its archives and its standbys, is not ours to change.
struct PostgresMemoryPurge {
  private static let tables = [
    "mcp.message", "mcp.conversation", "mcp.memory_link", "mcp.session_context", "mcp.word_segment", "mcp.word_posting",
    "mcp.answered_request",
  ]
  /// How long a table may take.
  private static let limit = Duration.seconds(3_600)

  private let pool: PostgresPool

  /// Works on the database of `pool`.
  init(_ pool: PostgresPool) { self.pool = pool }

  /// Throws `IpaiError(.conflict)` while somebody still reads what was removed.
  func run() async throws {
    try await checkThatNobodyIsThere()
    try await pool.withConnection { connection in
      let vectors = try await connection.query(
        "SELECT FROM pg_catalog.pg_tables WHERE schemaname = 'mcp' AND tablename = 'document_vector'")
      for table in Self.tables + (vectors.count > 0 ? ["mcp.document_vector"] : []) {
        _ = try await connection.allowing(Self.limit) { try await $0.query("VACUUM (FULL) \(table)") }
      }
    }
  }

  /// A transaction that began before keeps what was removed, and a lock keeps the tables from being rewritten. Nothing is set for the
  /// connection, which a pooler may give to others.
  private func checkThatNobodyIsThere() async throws {
    do {
      try await pool.transaction { connection in
        let readers = try await connection.query(
          """
          SELECT count(*) FROM pg_catalog.pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
          """)
        guard try readers.first?.integer(0) == 0 else { throw busy }
        try await connection.query("SET LOCAL lock_timeout = '10s'")
        try await connection.query(
          "LOCK TABLE \(Self.tables.joined(separator: ", ")) IN ACCESS EXCLUSIVE MODE")
      }
    } catch let error as IpaiError where (error.cause as? PostgresFailure)?.state == "55P03" { throw busy }
  }

  private var busy: IpaiError {
    IpaiError(
      .conflict, "what was forgotten is still in the files of \(pool.place), which others are reading",
      hint: "run the command again once no other transaction is open in the database")
  }
}
