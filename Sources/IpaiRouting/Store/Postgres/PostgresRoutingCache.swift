package import Foundation
package import IpaiPostgres

/// Keeps answers in a PostgreSQL database, for all coordinators that use it.
package struct PostgresRoutingCache: RoutingCache {
  private let pool: PostgresPool

  /// How many answers are kept.
  private static let most = 10_000

  /// Keeps them in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func answer(_ key: Data, now: Int) async throws -> (answer: Data, expires: Int)? {
    let rows = try await pool.withConnection {
      try await $0.query(
        """
        SELECT answer, (extract(epoch FROM expires_at) * 1000)::bigint FROM mcp.upstream_answer
        WHERE key = $1 AND expires_at > to_timestamp($2::bigint / 1000.0)
        """, [.bytes(Array(key)), .integer(Int64(now))])
    }
    guard let row = rows.first, let answer = row.bytes(0), let expires = try row.integer(1) else { return nil }
    return (Data(answer), Int(expires))
  }

  package func keep(_ answer: Data, _ key: Data, of target: String, expires: Int, now: Int) async throws {
    try await pool.transaction { connection in
      try await connection.query(
        """
        INSERT INTO mcp.upstream_answer (key, server, answer, expires_at)
        VALUES ($1, $2, $3, to_timestamp($4::bigint / 1000.0))
        ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, expires_at = excluded.expires_at
        """, [.bytes(Array(key)), .text(target), .bytes(Array(answer)), .integer(Int64(expires))])
      // Others may be removing the same ones.
      try await connection.query(
        """
        DELETE FROM mcp.upstream_answer WHERE key IN (
          SELECT key FROM mcp.upstream_answer WHERE expires_at <= to_timestamp($1::bigint / 1000.0)
            OR expires_at < (SELECT expires_at FROM mcp.upstream_answer ORDER BY expires_at DESC OFFSET $2 LIMIT 1)
          FOR UPDATE SKIP LOCKED)
        """, [.integer(Int64(now)), .integer(Int64(Self.most - 1))])
    }
  }
}
