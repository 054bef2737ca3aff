import GRDB
import IpaiCore

/// The rows of messages about promotions.
enum MessageRows {
  private static let columns =
    "SELECT id, promotion, receiver, key, body, attempts, due_at, delivered_at, problem FROM promotion_message"

  private static func message(_ row: Row) -> PromotionMessage {
    PromotionMessage(
      id: row[0], promotion: row[1], receiver: row[2], key: row[3], body: row[4], attempts: row[5],
      due: Timestamp(seconds: row[6]), delivered: (row[7] as Int64?).map { Timestamp(seconds: $0) }, problem: row[8])
  }

  /// Stores a message.
  static func insert(_ db: Database, _ message: PromotionMessage) throws {
    try db.execute(
      sql: "INSERT INTO promotion_message (promotion, receiver, key, body, due_at) VALUES (?, ?, ?, ?, ?)",
      arguments: [message.promotion, message.receiver, message.key, message.body, message.due.seconds])
  }

  /// The messages that were not taken yet, or all, oldest first.
  static func list(_ db: Database, undelivered: Bool, most: Int) throws -> [PromotionMessage] {
    let condition = undelivered ? " WHERE delivered_at IS NULL" : ""
    return try Row.fetchAll(db, sql: columns + condition + " ORDER BY id LIMIT ?", arguments: [most]).map(message)
  }

  /// The messages that are due and that nobody is sending, those that are due longest first.
  static func due(_ db: Database, at date: Timestamp, most: Int) throws -> [PromotionMessage] {
    let condition = """
       WHERE delivered_at IS NULL AND due_at <= ?1 AND coalesce(taken_until, 0) <= ?1 ORDER BY due_at, id LIMIT ?2
      """
    return try Row.fetchAll(db, sql: columns + condition, arguments: [date.seconds, most]).map(message)
  }

  /// Takes a message for some seconds; nil when somebody has taken it, or it was delivered.
  static func take(_ db: Database, _ message: Int, at date: Timestamp, for seconds: Int) throws -> PromotionMessage? {
    try db.execute(
      sql: """
        UPDATE promotion_message SET taken_until = ?1 + ?2, attempts = attempts + 1
        WHERE id = ?3 AND delivered_at IS NULL AND coalesce(taken_until, 0) <= ?1
        """, arguments: [date.seconds, seconds, message])
    guard db.changesCount == 1 else { return nil }
    return try Row.fetchOne(db, sql: columns + " WHERE id = ?", arguments: [message]).map(self.message)
  }

  /// Notes what became of a message.
  static func note(_ db: Database, _ message: PromotionMessage) throws {
    try db.execute(
      sql: """
        UPDATE promotion_message SET taken_until = NULL, due_at = ?, delivered_at = ?, problem = ?
        WHERE id = ? AND delivered_at IS NULL
        """,
      arguments: [message.due.seconds, message.delivered?.seconds, message.problem, message.id])
  }
}
