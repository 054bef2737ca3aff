package import Foundation
package import IpaiCore
package import IpaiPostgres

/// The answers to requests, which every server of a PostgreSQL database gives again.
package struct PostgresAnsweredRequests: AnsweredRequests {
  private let pool: PostgresPool

  /// Keeps answers in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func claim(_ request: RepeatableRequest, at now: Timestamp) async throws -> RequestClaim {
    try await pool.transaction { connection in
      try await connection.query(
        "DELETE FROM mcp.answered_request WHERE started_at < to_timestamp($1) OR answer IS NULL AND started_at < to_timestamp($2)",
        [.integer(now.seconds - RequestClaim.keptSeconds), .integer(now.seconds - RequestClaim.lostSeconds)])
      try await connection.query(
        """
        DELETE FROM mcp.answered_request WHERE key IN (
          SELECT key FROM mcp.answered_request WHERE answer IS NOT NULL ORDER BY started_at DESC OFFSET $1)
        """, [.integer(Int64(RequestClaim.most))])
      // Of two servers that are asked at the same time, one waits here for the other.
      let made = try await connection.query(
        """
        INSERT INTO mcp.answered_request (key, request, started_at) VALUES ($1, $2, to_timestamp($3))
        ON CONFLICT (key) DO NOTHING
        """, [.bytes(Array(request.key)), .bytes(Array(request.content)), .integer(now.seconds)])
      if made.changed == 1 { return .new }
      let rows = try await connection.query(
        "SELECT request, answer FROM mcp.answered_request WHERE key = $1", [.bytes(Array(request.key))])
      // It failed in this moment, and may be tried again.
      guard let row = rows.first else { return .inProgress }
      return request.claim(content: Data(row.bytes(0) ?? []), answer: row.bytes(1).map { Data($0) })
    }
  }

  package func finish(_ request: RepeatableRequest, _ answer: Data) async throws {
    _ = try await pool.withConnection {
      try await $0.query(
        "UPDATE mcp.answered_request SET answer = $1 WHERE key = $2",
        [.bytes(Array(answer)), .bytes(Array(request.key))])
    }
  }

  package func release(_ request: RepeatableRequest) async throws {
    _ = try await pool.withConnection {
      try await $0.query(
        "DELETE FROM mcp.answered_request WHERE key = $1 AND answer IS NULL", [.bytes(Array(request.key))])
    }
  }
}
