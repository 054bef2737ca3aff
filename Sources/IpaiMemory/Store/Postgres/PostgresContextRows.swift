import IpaiCore
import IpaiPostgres

/// The rows of the small values of sessions in PostgreSQL.
enum PostgresContextRows {
  /// The values of a session that have not expired, by key.
  static func values(
    _ connection: PostgresConnection, of sessionID: String, at now: Timestamp
  ) async throws -> [SessionValue] {
    let rows = try await connection.query(
      """
      SELECT key, value, extract(epoch FROM updated_at)::bigint, extract(epoch FROM expires_at)::bigint
      FROM mcp.session_context
      WHERE session_id = $1 AND (expires_at IS NULL OR expires_at > to_timestamp($2)) ORDER BY key
      """, [.text(sessionID), .integer(now.seconds)])
    return try (0..<rows.count).map { number in
      let row = rows[number]
      return SessionValue(
        sessionID: sessionID, key: row.text(0) ?? "", value: row.text(1) ?? "",
        updated: Timestamp(seconds: try row.integer(2) ?? 0),
        expires: try row.integer(3).map { Timestamp(seconds: $0) })
    }
  }

  /// Sets a value, in place of the one that is there.
  static func set(_ connection: PostgresConnection, _ value: SessionValue) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.session_context (session_id, key, value, updated_at, expires_at)
      VALUES ($1, $2, $3, to_timestamp($4), to_timestamp($5::bigint))
      ON CONFLICT (session_id, key) DO UPDATE
      SET value = excluded.value, updated_at = excluded.updated_at, expires_at = excluded.expires_at
      """,
      [
        .text(value.sessionID), .text(value.key), .text(value.value), .integer(value.updated.seconds),
        PostgresValue(value.expires?.seconds),
      ])
  }

  /// Removes what has expired, of any session.
  static func removeExpired(_ connection: PostgresConnection, at now: Timestamp) async throws {
    try await connection.query(
      "DELETE FROM mcp.session_context WHERE expires_at <= to_timestamp($1)", [.integer(now.seconds)])
  }

  /// Removes a value; false when there was none.
  static func unset(_ connection: PostgresConnection, _ key: String, of sessionID: String) async throws -> Bool {
    let rows = try await connection.query(
      "DELETE FROM mcp.session_context WHERE session_id = $1 AND key = $2", [.text(sessionID), .text(key)])
    return rows.changed > 0
  }
}
