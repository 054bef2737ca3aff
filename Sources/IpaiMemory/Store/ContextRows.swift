import GRDB
import IpaiCore

/// The rows of the small values of sessions.
enum ContextRows {
  /// The values of a session that have not expired, by key.
  static func values(_ db: Database, of sessionID: String, at now: Timestamp) throws -> [SessionValue] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT key, value, updated_at, expires_at FROM session_context
        WHERE session_id = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY key
        """, arguments: [sessionID, now.seconds])
    return rows.map { row in
      SessionValue(
        sessionID: sessionID, key: row[0], value: row[1], updated: Timestamp(seconds: row[2]),
        expires: (row[3] as Int64?).map { Timestamp(seconds: $0) })
    }
  }

  /// Sets a value, in place of the one that is there.
  static func set(_ db: Database, _ value: SessionValue) throws {
    try db.execute(
      sql: """
        INSERT INTO session_context (session_id, key, value, updated_at, expires_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (session_id, key) DO UPDATE
        SET value = excluded.value, updated_at = excluded.updated_at, expires_at = excluded.expires_at
        """,
      arguments: [value.sessionID, value.key, value.value, value.updated.seconds, value.expires?.seconds])
  }

  /// Removes what has expired, of any session.
  static func removeExpired(_ db: Database, at now: Timestamp) throws {
    try db.execute(sql: "DELETE FROM session_context WHERE expires_at <= ?", arguments: [now.seconds])
  }

  /// Removes a value; false when there was none.
  static func unset(_ db: Database, _ key: String, of sessionID: String) throws -> Bool {
    try db.execute(
      sql: "DELETE FROM session_context WHERE session_id = ? AND key = ?", arguments: [sessionID, key])
    return db.changesCount > 0
  }
}
