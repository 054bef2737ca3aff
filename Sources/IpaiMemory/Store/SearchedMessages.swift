import GRDB
import IpaiCore
import IpaiSearch

/// The messages of a database, as a search sees them.
enum SearchedMessages {
  /// `size` numbers, by message: 1 where the filter keeps it. nil when the filter keeps all messages.
  static func kept(_ db: Database, by filter: DocumentFilter, size: Int) throws -> [UInt8]? {
    guard let conditions = MessageConditions.of(filter) else { return nil }
    let query: SQLRequest<Int> = """
      SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE \(conditions)
      """
    var kept = [UInt8](repeating: 0, count: size)
    let numbers = try query.fetchCursor(db)
    while let number = try numbers.next() { if number < size { kept[number] = 1 } }
    return kept
  }

  /// The first passages of the messages with this id that the filter keeps, latest first, at most `limit`.
  static func named(_ db: Database, _ id: String, _ filter: DocumentFilter, limit: Int) throws -> [Int] {
    let conditions = MessageConditions.of(filter) ?? SQL(sql: "TRUE")
    let query: SQLRequest<Int> = """
      SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id
      WHERE m.message_id = \(id) AND m.part = 0 AND c.archived_at IS NULL AND \(conditions)
      ORDER BY m.said_at DESC, m.id LIMIT \(limit)
      """
    return try query.fetchAll(db)
  }

  /// True when there is a message with this number.
  static func isThere(_ db: Database, _ number: Int) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM message WHERE id = ?")
    return try Int.fetchOne(statement, arguments: [number]) != nil
  }

  /// The message with this number; nil when it has been removed.
  static func message(_ db: Database, _ number: Int) throws -> MessageHit? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT c.session_id, c.kind, c.title, c.user_id, m.message_id, m.part, m.role, m.name, m.said_at, m.content
        FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE m.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [number]) else { return nil }
    return MessageHit(
      sessionID: row[0], kind: StoredConversation.Kind(rawValue: row[1]) ?? .conversation, title: row[2],
      userID: row[3], message: row[4], part: row[5], role: row[6], name: row[7], date: Timestamp(seconds: row[8]),
      text: row[9])
  }
}
