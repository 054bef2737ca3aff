import GRDB
import IpaiCore
import IpaiSearch

/// The rows of messages; a long message has one for each passage.
enum MessageRows {
  /// A query for the numbers of all messages, those of archived conversations too.
  static let all = "SELECT id FROM message"

  /// A query for the numbers of the rows that were added last.
  static func latest(_ count: Int) -> String { "SELECT id FROM message ORDER BY id DESC LIMIT \(count)" }

  /// Messages as turns. A role that is none of the usual ones is a name.
  static let turns = TurnTable(
    "message", conversation: "conversation_id", position: "position",
    speaker: """
      coalesce(
        name,
        CASE role WHEN 'user' THEN NULL WHEN 'assistant' THEN NULL WHEN 'system' THEN NULL WHEN 'tool' THEN NULL ELSE role END)
      """,
    seconds: "said_at", text: "content")

  /// The position after the last message of a conversation.
  static func nextPosition(_ db: Database, conversation: Int64) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT coalesce(max(position) + 1, 0) FROM message WHERE conversation_id = ?")
    return try Int.fetchOne(statement, arguments: [conversation]) ?? 0
  }

  /// The first rows of the messages of a conversation, in order.
  static func firstParts(_ db: Database, of sessionID: String) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id
        WHERE c.session_id = ? AND m.part = 0 ORDER BY m.position
        """, arguments: [sessionID])
  }

  /// The position of the first passage of a message; nil when there is no such message.
  static func position(_ db: Database, of message: String, conversation: Int64) throws -> Int? {
    let statement = try db.cachedStatement(
      sql: "SELECT position FROM message WHERE conversation_id = ? AND message_id = ? AND part = 0")
    return try Int.fetchOne(statement, arguments: [conversation, message])
  }

  /// The first rows of the message at a position and of those before and after it, in order.
  static func firstParts(
    _ db: Database, conversation: Int64, around position: Int, before: Int, after: Int
  ) throws -> [Int64] {
    let earlier = try db.cachedStatement(
      sql: """
        SELECT id FROM message WHERE conversation_id = ? AND part = 0 AND position < ? ORDER BY position DESC LIMIT ?
        """)
    let later = try db.cachedStatement(
      sql: "SELECT id FROM message WHERE conversation_id = ? AND part = 0 AND position >= ? ORDER BY position LIMIT ?")
    return try Int64.fetchAll(earlier, arguments: [conversation, position, before]).reversed()
      + Int64.fetchAll(later, arguments: [conversation, position, after + 1])
  }

  /// The whole message whose first passage is in this row; nil when it has been removed.
  static func message(_ db: Database, firstPart id: Int64) throws -> StoredMessage? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT m.message_id, m.role, m.name, m.said_at, m.content, p.content
        FROM message m LEFT JOIN message p
          ON p.conversation_id = m.conversation_id AND p.message_id = m.message_id AND p.part > 0
        WHERE m.id = ? ORDER BY p.part
        """)
    let rows = try Row.fetchAll(statement, arguments: [id])
    guard let first = rows.first else { return nil }
    let rest = rows.compactMap { $0[5] as String? }
    return StoredMessage(
      id: first[0], role: first[1], name: first[2], content: ([first[4]] + rest).joined(),
      timestamp: Timestamp(seconds: first[3]))
  }

  /// Indexes the words of all messages anew. Returns how many rows there are.
  static func rebuildWords(_ db: Database) throws -> Int {
    try db.execute(sql: "INSERT INTO message_words (message_words) VALUES ('delete-all')")
    let analyzer = try TextAnalyzer()
    let insert = try db.cachedStatement(sql: "INSERT INTO message_words (rowid, text) VALUES (?, ?)")
    var count = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT id, content FROM message ORDER BY id")
    while let row = try rows.next() {
      let passage = PreparedPassage(row[1], analyzer)
      try insert.execute(arguments: [row[0] as Int64, passage.terms])
      count += 1
    }
    try CorpusVersion.wordsChanged(db, .memory)
    return count
  }

  /// The rows of a message, or of all messages where it is nil.
  static func ids(_ db: Database, conversation: Int64, message: String?) throws -> Set<Int64> {
    try Int64.fetchSet(
      db, sql: "SELECT id FROM message WHERE conversation_id = ?1 AND (?2 IS NULL OR message_id = ?2)",
      arguments: [conversation, message])
  }
}
