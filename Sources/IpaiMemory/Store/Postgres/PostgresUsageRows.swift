import IpaiCore
import IpaiPostgres

/// The rows of calls of tools, which are among the metrics of the shared database.
enum PostgresUsageRows {
  /// Adds a call.
  static func add(_ connection: PostgresConnection, _ usage: ToolUsage) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.usage_metrics (operation, target, latency_ms, success, error_message, metadata, timestamp)
      VALUES ('tool', $1, $2, $3, $4, jsonb_strip_nulls(jsonb_build_object('session_id', $5::text)), to_timestamp($6))
      """,
      [
        .text(usage.tool), .integer(Int64(usage.milliseconds)), .boolean(usage.error == nil),
        PostgresValue(usage.error),
        PostgresValue(usage.sessionID), .integer(usage.date.seconds),
      ])
  }

  /// How each tool has been used since a time, by name.
  static func statistics(_ connection: PostgresConnection, since date: Timestamp) async throws -> [ToolStatistics] {
    let rows = try await connection.query(
      """
      SELECT target, count(*), count(*) FILTER (WHERE NOT success), coalesce(avg(latency_ms), 0)::float8
      FROM mcp.usage_metrics WHERE operation = 'tool' AND timestamp >= to_timestamp($1)
      GROUP BY target ORDER BY target COLLATE "C"
      """, [.integer(date.seconds)])
    return try (0..<rows.count).map { number in
      let row = rows[number]
      return ToolStatistics(
        tool: row.text(0) ?? "", calls: Int(try row.integer(1) ?? 0), failures: Int(try row.integer(2) ?? 0),
        meanMilliseconds: try row.real(3) ?? 0)
    }
  }
}
