import IpaiCore

/// What may be wrong in a database with a schema of ipai.
package struct PostgresHealth: Sendable, Equatable {
  /// The tables without row-level security.
  package let unprotected: [String]
  /// What others than the owner and the roles of ipai may use: `TABLE to ROLE`.
  package let open: [String]
  /// The indexes that are not valid, since building them was interrupted.
  package let invalidIndexes: [String]
  /// How far this standby, or the last one of this primary, is behind, in seconds; nil when there is none that the user may see.
  package let lag: Double?

  /// Looks at a database. Throws `IpaiError`.
  package init(_ connection: PostgresConnection) async throws {
    unprotected = try await Self.names(
      connection,
      """
      SELECT relname::text FROM pg_catalog.pg_class
      WHERE relnamespace = 'mcp'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity ORDER BY 1
      """)
    open = try await Self.names(
      connection,
      """
      SELECT DISTINCT c.relname || ' to ' || coalesce(r.rolname, 'PUBLIC')
      FROM pg_catalog.pg_class c CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
      WHERE c.relnamespace = 'mcp'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND a.grantee <> c.relowner
        AND coalesce(r.rolname, 'PUBLIC') NOT IN ('mcp_client', 'mcp_coordinator', 'mcp_promoter') ORDER BY 1
      """)
    invalidIndexes = try await Self.names(
      connection,
      """
      SELECT c.relname::text FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'mcp'::regnamespace AND NOT i.indisvalid ORDER BY 1
      """)
    lag = try await connection.query(
      """
      SELECT CASE WHEN pg_catalog.pg_is_in_recovery()
        THEN extract(epoch FROM now() - pg_catalog.pg_last_xact_replay_timestamp())::float8
        ELSE (SELECT max(extract(epoch FROM replay_lag))::float8 FROM pg_catalog.pg_stat_replication) END
      """
    ).first?.real(0)
  }

  private static func names(_ connection: PostgresConnection, _ sql: String) async throws -> [String] {
    let rows = try await connection.query(sql)
    return (0..<rows.count).compactMap { rows[$0].text(0) }
  }
}

extension PostgresConnection {
  /// How long an answer takes, in milliseconds: the shortest of three.
  package func latency() async throws -> Double {
    var least = Double.infinity
    for _ in 0..<3 {
      let start = ContinuousClock.now
      try await query("SELECT 1")
      least = min(least, (ContinuousClock.now - start).seconds * 1_000)
    }
    return least
  }
}
