import Foundation
import IpaiCore
import IpaiPostgres
import IpaiSearch

/// The rows of conversations in PostgreSQL.
enum PostgresConversationRows {
  /// The number of a conversation; nil when there is none.
  static func id(_ connection: PostgresConnection, _ sessionID: String) async throws -> Int64? {
    // PostgreSQL stores no NUL, and so nothing has such an id.
    guard !sessionID.utf8.contains(0) else { return nil }
    let rows = try await connection.query(
      "SELECT id FROM mcp.conversation WHERE session_id = $1", [.text(sessionID)])
    return try rows.first?.integer(0)
  }

  /// The number of a conversation, which nobody else changes until the transaction ends; it is made when it is not there.
  static func lock(
    _ connection: PostgresConnection, _ conversation: PreparedConversation
  ) async throws -> (id: Int64, isNew: Bool) {
    let dates = conversation.messages.map(\.date.seconds)
    let begun = conversation.date.seconds
    let kind: StoredConversation.Kind = conversation.isNote ? .note : .conversation
    let made = try await connection.query(
      """
      INSERT INTO mcp.conversation (session_id, kind, user_id, title, summary, context, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), to_timestamp($8)) ON CONFLICT (session_id) DO NOTHING RETURNING id
      """,
      [
        .text(conversation.sessionID), .text(kind.rawValue), PostgresValue(conversation.userID),
        PostgresValue(conversation.title), PostgresValue(conversation.summary), .text(try json(conversation.context)),
        .integer(dates.min() ?? begun), .integer(dates.max() ?? begun),
      ])
    if let id = try made.first?.integer(0) { return (id, true) }
    let known = try await connection.query(
      "SELECT id FROM mcp.conversation WHERE session_id = $1 FOR UPDATE", [.text(conversation.sessionID)])
    // It was forgotten in this moment: the whole is tried again.
    guard let id = try known.first?.integer(0) else { throw PostgresFailure.serialization.error("the database") }
    return (id, false)
  }

  /// Replaces what is said anew about a conversation. One that goes on is no note any longer.
  static func update(
    _ connection: PostgresConnection, _ id: Int64, _ conversation: PreparedConversation
  ) async throws {
    try await connection.query(
      """
      UPDATE mcp.conversation c
      SET user_id = coalesce($2, user_id), title = coalesce($3, title), summary = coalesce($4, summary),
        context = context || $5::jsonb, updated_at = greatest(updated_at, to_timestamp($6)),
        kind = CASE WHEN (SELECT count(*) FROM mcp.message m WHERE m.conversation_id = c.id AND m.part = 0) > 1
          THEN 'conversation' ELSE kind END
      WHERE id = $1
      """,
      [
        .integer(id), PostgresValue(conversation.userID), PostgresValue(conversation.title),
        PostgresValue(conversation.summary), .text(try json(conversation.context)),
        .integer(conversation.messages.map(\.date.seconds).max() ?? 0),
      ])
  }

  private static func json(_ context: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(context), as: UTF8.self)
  }

  private static let columns = """
    SELECT session_id, kind, user_id, title, summary, context::text, extract(epoch FROM created_at)::bigint,
      extract(epoch FROM updated_at)::bigint, extract(epoch FROM archived_at)::bigint,
      (SELECT count(*) FROM mcp.message m WHERE m.conversation_id = c.id AND m.part = 0),
      (SELECT left(content, 200) FROM mcp.message m WHERE m.conversation_id = c.id ORDER BY position LIMIT 1)
    FROM mcp.conversation c
    """

  /// The conversations that a filter keeps, latest first, from the one after `after` on, at most `most`.
  static func list(
    _ connection: PostgresConnection, _ filter: ConversationFilter, after: PageCursor?, most: Int?
  ) async throws -> [StoredConversation] {
    let rows = try await connection.query(
      columns + """
         WHERE ($1::text IS NULL OR user_id = $1) AND ($2::text IS NULL OR session_id = $2)
          AND ($3::text IS NULL OR kind = $3)
          AND ($4::bigint IS NULL OR updated_at >= to_timestamp($4)) AND ($5::bigint IS NULL OR updated_at <= to_timestamp($5))
          AND ($6 OR archived_at IS NULL)
          AND ($7::bigint IS NULL OR updated_at < to_timestamp($7) OR updated_at = to_timestamp($7) AND session_id > $8)
        ORDER BY updated_at DESC, session_id LIMIT $9
        """,
      [
        PostgresValue(filter.user), PostgresValue(filter.session), PostgresValue(filter.kind?.rawValue),
        PostgresValue(filter.since?.seconds), PostgresValue(filter.until?.seconds), .boolean(filter.includesArchived),
        PostgresValue(after?.key), PostgresValue(after.map { String(decoding: $0.id, as: UTF8.self) }),
        PostgresValue(most.map(Int64.init)),
      ])
    return try (0..<rows.count).map { try conversation(rows[$0]) }
  }

  /// A conversation; nil when there is none.
  static func conversation(
    _ connection: PostgresConnection, _ sessionID: String
  ) async throws -> StoredConversation? {
    guard !sessionID.utf8.contains(0) else { return nil }
    let rows = try await connection.query(columns + " WHERE session_id = $1", [.text(sessionID)])
    return try rows.first.map(conversation)
  }

  private static func conversation(_ row: PostgresRow) throws -> StoredConversation {
    let context = try JSONDecoder().decode([String: String].self, from: Data((row.text(5) ?? "{}").utf8))
    return StoredConversation(
      sessionID: row.text(0) ?? "", kind: row.text(1).flatMap(StoredConversation.Kind.init) ?? .conversation,
      userID: row.text(2), title: row.text(3), summary: row.text(4), context: context,
      created: Timestamp(seconds: try row.integer(6) ?? 0), updated: Timestamp(seconds: try row.integer(7) ?? 0),
      archived: try row.integer(8).map { Timestamp(seconds: $0) }, messageCount: Int(try row.integer(9) ?? 0),
      beginning: row.text(10) ?? "")
  }

  /// Sets or clears when a conversation was archived. Returns false when there is none.
  static func setArchived(
    _ connection: PostgresConnection, _ sessionID: String, at date: Timestamp?
  ) async throws -> Bool {
    let rows = try await connection.query(
      "UPDATE mcp.conversation SET archived_at = to_timestamp($1::bigint) WHERE session_id = $2",
      [PostgresValue(date?.seconds), .text(sessionID)])
    try await SegmentStore(connection, .memory).changed()
    return rows.changed > 0
  }

  /// Sets the dates of a conversation. Returns false when there is none.
  static func setDates(
    _ connection: PostgresConnection, of sessionID: String, created: Timestamp, updated: Timestamp, archived: Timestamp?
  ) async throws -> Bool {
    let rows = try await connection.query(
      """
      UPDATE mcp.conversation
      SET created_at = to_timestamp($1), updated_at = to_timestamp($2), archived_at = to_timestamp($3::bigint)
      WHERE session_id = $4
      """,
      [
        .integer(created.seconds), .integer(updated.seconds), PostgresValue(archived?.seconds), .text(sessionID),
      ])
    try await SegmentStore(connection, .memory).changed()
    return rows.changed > 0
  }

  /// Removes a conversation, or one message of it, with its links; returns how many messages there were.
  ///
  /// Throws `IpaiError(.notFound)` when there is no such conversation or message.
  static func remove(_ connection: PostgresConnection, _ sessionID: String, message: String?) async throws -> Int {
    guard let id = try await id(connection, sessionID) else { throw MemoryErrors.unknown(sessionID) }
    // Whoever adds to it has finished, and nobody else begins.
    try await connection.query("SELECT FROM mcp.conversation WHERE id = $1 FOR UPDATE", [.integer(id)])
    let rows = try await PostgresMessageRows.numbers(connection, conversation: id, message: message)
    guard message == nil || !rows.isEmpty else { throw MemoryErrors.unknown(message ?? "", in: sessionID) }
    try await SegmentStore(connection, .memory).erase(rows)
    // Answers that servers keep for clients that ask again may hold what was said.
    try await connection.query("DELETE FROM mcp.answered_request WHERE answer IS NOT NULL")
    guard let message else {
      let count = try await connection.query(
        "SELECT count(DISTINCT message_id) FROM mcp.message WHERE conversation_id = $1", [.integer(id)])
      try await connection.query("DELETE FROM mcp.session_context WHERE session_id = $1", [.text(sessionID)])
      try await connection.query("DELETE FROM mcp.conversation WHERE id = $1", [.integer(id)])
      return Int(try count.first?.integer(0) ?? 0)
    }
    let place: [PostgresValue] = [.integer(id), .text(message)]
    try await connection.query("DELETE FROM mcp.message WHERE conversation_id = $1 AND message_id = $2", place)
    try await connection.query("DELETE FROM mcp.memory_link WHERE conversation_id = $1 AND message_id = $2", place)
    return 1
  }
}
