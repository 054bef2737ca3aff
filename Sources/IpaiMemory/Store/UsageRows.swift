import GRDB
import IpaiCore

/// The rows of calls of tools.
enum UsageRows {
  /// Adds a call.
  static func add(_ db: Database, _ usage: ToolUsage) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO tool_usage (tool, session_id, called_at, milliseconds, succeeded, error) VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      usage.tool, usage.sessionID, usage.date.seconds, usage.milliseconds, usage.error == nil, usage.error,
    ])
  }

  /// How each tool has been used since a time, by name.
  static func statistics(_ db: Database, since date: Timestamp) throws -> [ToolStatistics] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT tool, count(*), sum(NOT succeeded), avg(milliseconds) FROM tool_usage WHERE called_at >= ?
        GROUP BY tool ORDER BY tool
        """, arguments: [date.seconds])
    return rows.map { ToolStatistics(tool: $0[0], calls: $0[1], failures: $0[2], meanMilliseconds: $0[3]) }
  }
}
