package import Foundation
import IpaiCore
package import IpaiPostgres

/// Keeps answers in `mcp.routing_cache`, for all coordinators of a PostgreSQL database.
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
        SELECT answer, (extract(epoch FROM expires_at) * 1000)::bigint FROM mcp.routing_cache
        WHERE cache_key = $1 AND answer IS NOT NULL AND expires_at > to_timestamp($2::bigint / 1000.0)
        """, [.text(key.hexadecimal), .integer(Int64(now))])
    }
    guard let row = rows.first, let answer = row.bytes(0), let expires = try row.integer(1) else { return nil }
    return (Data(answer), Int(expires))
  }

  package func keep(_ answer: Data, _ key: Data, of target: String, expires: Int, now: Int) async throws {
    try await pool.transaction { connection in
      try await connection.query(
        """
        INSERT INTO mcp.routing_cache (cache_key, target, answer, expires_at, created_at)
        VALUES ($1, $2, $3, to_timestamp($4::bigint / 1000.0), to_timestamp($5::bigint / 1000.0))
        ON CONFLICT (cache_key) DO UPDATE
        SET answer = excluded.answer, expires_at = excluded.expires_at, created_at = excluded.created_at
        """,
        [
          .text(key.hexadecimal), .text(target), .bytes(Array(answer)), .integer(Int64(expires)), .integer(Int64(now)),
        ])
      // Others may be removing the same ones.
      try await connection.query(
        """
        DELETE FROM mcp.routing_cache WHERE cache_key IN (
          SELECT cache_key FROM mcp.routing_cache WHERE expires_at <= to_timestamp($1::bigint / 1000.0)
            OR expires_at < (SELECT expires_at FROM mcp.routing_cache ORDER BY expires_at DESC OFFSET $2 LIMIT 1)
          FOR UPDATE SKIP LOCKED)
        """, [.integer(Int64(now)), .integer(Int64(Self.most - 1))])
    }
  }
}
