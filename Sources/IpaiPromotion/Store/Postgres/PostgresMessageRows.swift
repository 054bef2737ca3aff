import IpaiCore
import IpaiPostgres

/// The rows of messages about promotions in PostgreSQL.
enum PostgresMessageRows {
  private static let columns = """
    id, promotion, receiver, key, body, attempts, extract(epoch FROM due_at)::bigint,
      extract(epoch FROM delivered_at)::bigint, problem
    """

  private static func message(_ row: PostgresRow) throws -> PromotionMessage {
    PromotionMessage(
      id: Int(try row.integer(0) ?? 0), promotion: Int(try row.integer(1) ?? 0), receiver: row.text(2) ?? "",
      key: row.text(3) ?? "", body: row.text(4) ?? "", attempts: Int(try row.integer(5) ?? 0),
      due: Timestamp(seconds: try row.integer(6) ?? 0),
      delivered: try row.integer(7).map { Timestamp(seconds: $0) }, problem: row.text(8))
  }

  /// Stores a message.
  static func insert(_ connection: PostgresConnection, _ message: PromotionMessage) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.promotion_message (promotion, receiver, key, body, due_at)
      VALUES ($1, $2, $3, $4, to_timestamp($5))
      """,
      [
        .integer(Int64(message.promotion)), .text(message.receiver), .text(message.key), .text(message.body),
        .integer(message.due.seconds),
      ])
  }

  /// The messages that were not taken yet, or all, oldest first.
  static func list(_ connection: PostgresConnection, undelivered: Bool, most: Int) async throws -> [PromotionMessage] {
    let rows = try await connection.query(
      "SELECT \(columns) FROM mcp.promotion_message WHERE NOT $1 OR delivered_at IS NULL ORDER BY id LIMIT $2",
      [.boolean(undelivered), .integer(Int64(most))])
    return try (0..<rows.count).map { try message(rows[$0]) }
  }

  /// The messages that are due and that nobody is sending, those that are due longest first.
  static func due(_ connection: PostgresConnection, at date: Timestamp, most: Int) async throws -> [PromotionMessage] {
    let rows = try await connection.query(
      """
      SELECT \(columns) FROM mcp.promotion_message
      WHERE delivered_at IS NULL AND due_at <= to_timestamp($1)
        AND coalesce(taken_until, to_timestamp(0)) <= to_timestamp($1) ORDER BY due_at, id LIMIT $2
      """, [.integer(date.seconds), .integer(Int64(most))])
    return try (0..<rows.count).map { try message(rows[$0]) }
  }

  /// Takes a message for some seconds; nil when somebody has taken it, or it was delivered.
  static func take(
    _ connection: PostgresConnection, _ message: Int, at date: Timestamp, for seconds: Int
  ) async throws -> PromotionMessage? {
    let rows = try await connection.query(
      """
      UPDATE mcp.promotion_message SET taken_until = to_timestamp($1::bigint + $2), attempts = attempts + 1
      WHERE id = $3 AND delivered_at IS NULL AND coalesce(taken_until, to_timestamp(0)) <= to_timestamp($1)
      RETURNING \(columns)
      """, [.integer(date.seconds), .integer(Int64(seconds)), .integer(Int64(message))])
    return try rows.first.map(self.message)
  }

  /// Notes what became of a message.
  static func note(_ connection: PostgresConnection, _ message: PromotionMessage) async throws {
    try await connection.query(
      """
      UPDATE mcp.promotion_message
      SET taken_until = NULL, due_at = to_timestamp($1), delivered_at = to_timestamp($2), problem = $3
      WHERE id = $4 AND delivered_at IS NULL
      """,
      [
        .integer(message.due.seconds), PostgresValue(message.delivered?.seconds), PostgresValue(message.problem),
        .integer(Int64(message.id)),
      ])
  }
}
