import Foundation
import IpaiCore
import IpaiPostgres

/// The rows of messages in PostgreSQL; a long message has one for each passage.
enum PostgresMessageRows {
  /// A row, as it is sent.
  struct New: Encodable {
    let position: Int
    let messageID: String
    let part: Int
    let role: String
    let name: String?
    let saidAt: Int64
    let content: String
  }

  /// The position after the last message of a conversation.
  static func nextPosition(_ connection: PostgresConnection, conversation: Int64) async throws -> Int {
    let rows = try await connection.query(
      "SELECT coalesce(max(position) + 1, 0) FROM mcp.message WHERE conversation_id = $1", [.integer(conversation)])
    return Int(try rows.first?.integer(0) ?? 0)
  }

  /// The roles and texts of those messages of a conversation that are there, by their ids.
  static func stored(
    _ connection: PostgresConnection, _ ids: [String], conversation: Int64
  ) async throws -> [String: (role: String, text: String)] {
    let rows = try await connection.query(
      """
      SELECT message_id, min(role), string_agg(content, '' ORDER BY part) FROM mcp.message
      WHERE conversation_id = $1 AND message_id = ANY ($2) GROUP BY message_id
      """, [.integer(conversation), .texts(ids)])
    var stored: [String: (role: String, text: String)] = [:]
    for number in 0..<rows.count {
      stored[rows[number].text(0) ?? ""] = (rows[number].text(1) ?? "", rows[number].text(2) ?? "")
    }
    return stored
  }

  /// Inserts rows of a conversation, and returns their numbers.
  static func insert(
    _ connection: PostgresConnection, _ rows: [New], conversation: Int64
  ) async throws -> [Int64] {
    guard !rows.isEmpty else { return [] }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let json = String(decoding: try encoder.encode(rows), as: UTF8.self)
    let made = try await connection.query(
      """
      WITH made AS (
        INSERT INTO mcp.message (conversation_id, position, message_id, part, role, name, said_at, content)
        SELECT $1, position, message_id, part, role, name, to_timestamp(said_at), content
        FROM json_to_recordset($2::json)
          AS r (position integer, message_id text, part integer, role text, name text, said_at bigint, content text)
        RETURNING id, position)
      SELECT id FROM made ORDER BY position
      """, [.integer(conversation), .text(json)])
    return try (0..<made.count).compactMap { try made[$0].integer(0) }
  }

  /// The numbers of the rows of a message, or of all messages of the conversation where it is nil. Nobody else removes them, or adds to
  /// what is known of them, until the transaction ends.
  static func numbers(
    _ connection: PostgresConnection, conversation: Int64, message: String?
  ) async throws -> [Int64] {
    if message?.utf8.contains(0) == true { return [] }
    let rows = try await connection.query(
      "SELECT id FROM mcp.message WHERE conversation_id = $1 AND ($2::text IS NULL OR message_id = $2) ORDER BY id FOR UPDATE",
      [.integer(conversation), PostgresValue(message)])
    return try (0..<rows.count).compactMap { try rows[$0].integer(0) }
  }

  private static let columns = """
    SELECT m.message_id, min(m.role), min(m.name), min(extract(epoch FROM m.said_at))::bigint,
      string_agg(m.content, '' ORDER BY m.part), min(m.position) FROM mcp.message m
    """

  /// How many messages are read at once.
  private static let partSize = 1_000

  /// The messages of a conversation from a position on, in order, some at a time, and the position after them; nil at the end.
  static func some(
    _ connection: PostgresConnection, of sessionID: String, from position: Int
  ) async throws -> (messages: [StoredMessage], next: Int?) {
    let rows = try await connection.query(
      columns + """
         JOIN mcp.conversation c ON c.id = m.conversation_id
        WHERE c.session_id = $1 AND m.position >= $2 GROUP BY m.message_id ORDER BY min(m.position) LIMIT $3
        """, [.text(sessionID), .integer(Int64(position)), .integer(Int64(partSize))])
    let messages = try messages(rows)
    guard rows.count == partSize, let last = try rows[rows.count - 1].integer(5) else { return (messages, nil) }
    return (messages, Int(last) + 1)
  }

  /// The message and those before and after it, in order. Throws `IpaiError(.notFound)` when there is no such message.
  static func around(
    _ connection: PostgresConnection, _ message: String, of sessionID: String, conversation: Int64, before: Int,
    after: Int
  ) async throws -> [StoredMessage] {
    guard !message.utf8.contains(0) else { throw MemoryErrors.unknown(message, in: sessionID) }
    let place = try await connection.query(
      "SELECT position FROM mcp.message WHERE conversation_id = $1 AND message_id = $2 AND part = 0",
      [.integer(conversation), .text(message)])
    guard let position = try place.first?.integer(0) else { throw MemoryErrors.unknown(message, in: sessionID) }
    let rows = try await connection.query(
      columns + """
         WHERE m.conversation_id = $1 AND m.message_id IN (
          (SELECT message_id FROM mcp.message WHERE conversation_id = $1 AND part = 0 AND position < $2
            ORDER BY position DESC LIMIT $3)
          UNION ALL
          (SELECT message_id FROM mcp.message WHERE conversation_id = $1 AND part = 0 AND position >= $2
            ORDER BY position LIMIT $4))
        GROUP BY m.message_id ORDER BY min(m.position)
        """,
      [.integer(conversation), .integer(position), .integer(Int64(before)), .integer(Int64(after + 1))])
    return try messages(rows)
  }

  private static func messages(_ rows: PostgresRows) throws -> [StoredMessage] {
    try (0..<rows.count).map { number in
      let row = rows[number]
      return StoredMessage(
        id: row.text(0) ?? "", role: row.text(1) ?? "", name: row.text(2), content: row.text(4) ?? "",
        timestamp: Timestamp(seconds: try row.integer(3) ?? 0))
    }
  }
}
