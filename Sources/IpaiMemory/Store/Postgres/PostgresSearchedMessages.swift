import IpaiCore
import IpaiPostgres
import IpaiSearch

/// The messages in PostgreSQL, as a search sees them.
enum PostgresSearchedMessages {
  /// The numbers of all that are not archived.
  static func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    let rows = try await connection.query(
      """
      SELECT string_agg(m.id::text, ',') FROM mcp.message m
      JOIN mcp.conversation c ON c.id = m.conversation_id WHERE c.archived_at IS NULL
      """)
    return Set((rows.first?.text(0) ?? "").split(separator: ",").compactMap { Int64($0) })
  }

  /// The numbers of those that the filter keeps; nil when it keeps all.
  static func kept(_ connection: PostgresConnection, by filter: DocumentFilter) async throws -> Set<Int64>? {
    let conditions = PostgresMessageConditions(filter)
    guard !conditions.isEmpty else { return nil }
    let rows = try await connection.query(
      """
      SELECT string_agg(m.id::text, ',') FROM mcp.message m
      JOIN mcp.conversation c ON c.id = m.conversation_id WHERE \(conditions.text())
      """, conditions.values)
    return Set((rows.first?.text(0) ?? "").split(separator: ",").compactMap { Int64($0) })
  }

  /// The first passages of the messages with this id that the filter keeps, latest first.
  static func named(
    _ connection: PostgresConnection, _ id: String, _ filter: DocumentFilter
  ) async throws -> [Int64] {
    guard !id.utf8.contains(0) else { return [] }
    var conditions = PostgresMessageConditions(filter)
    let message = conditions.value(.text(id))
    let rows = try await connection.repeated(
      """
      SELECT m.id FROM mcp.message m JOIN mcp.conversation c ON c.id = m.conversation_id
      WHERE m.message_id = \(message) AND m.part = 0 AND c.archived_at IS NULL AND \(conditions.text())
      ORDER BY m.said_at DESC, m.id
      """, conditions.values)
    return try (0..<rows.count).compactMap { try rows[$0].integer(0) }
  }

  /// Messages, by their numbers; those that have been removed are left out.
  static func messages(_ connection: PostgresConnection, _ numbers: [Int64]) async throws -> [Int64: MessageHit] {
    let rows = try await connection.repeated(
      """
      SELECT m.id, c.session_id, c.kind, c.title, c.user_id, m.message_id, m.part, m.role, m.name,
        extract(epoch FROM m.said_at)::bigint, m.content
      FROM mcp.message m JOIN mcp.conversation c ON c.id = m.conversation_id WHERE m.id = ANY ($1::bigint[])
      """, [.integers(numbers)])
    var messages: [Int64: MessageHit] = [:]
    for place in 0..<rows.count {
      let row = rows[place]
      guard let number = try row.integer(0) else { continue }
      messages[number] = MessageHit(
        sessionID: row.text(1) ?? "", kind: row.text(2).flatMap(StoredConversation.Kind.init) ?? .conversation,
        title: row.text(3), userID: row.text(4), message: row.text(5) ?? "", part: Int(try row.integer(6) ?? 0),
        role: row.text(7) ?? "", name: row.text(8), date: Timestamp(seconds: try row.integer(9) ?? 0),
        text: row.text(10) ?? "")
    }
    return messages
  }

  /// All messages as turns, conversation by conversation and in order within each. A role that is none of the usual ones is a name.
  static func turns(_ connection: PostgresConnection) async throws -> [Turn] {
    let rows = try await connection.query(
      """
      SELECT id, conversation_id,
        coalesce(name, CASE WHEN role NOT IN ('user', 'assistant', 'system', 'tool') THEN role END),
        extract(epoch FROM said_at)::bigint, length(content)
      FROM mcp.message ORDER BY conversation_id, position
      """)
    return try (0..<rows.count).map { place in
      let row = rows[place]
      return Turn(
        document: Int(try row.integer(0) ?? 0), conversation: try row.integer(1) ?? 0, speaker: row.text(2),
        seconds: try row.integer(3) ?? 0, length: Int(try row.integer(4) ?? 0))
    }
  }
}
