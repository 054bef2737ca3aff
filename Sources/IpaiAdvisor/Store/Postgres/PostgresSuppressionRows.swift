import IpaiCore
import IpaiPostgres

/// The rows of suppressions in PostgreSQL.
enum PostgresSuppressionRows {
  private static let columns = """
    SELECT id, account, fingerprint, rule, urn, reason, owner, extract(epoch FROM until)::bigint,
      extract(epoch FROM created_at)::bigint, extract(epoch FROM removed_at)::bigint
    FROM mcp.advisor_suppression
    """

  /// All suppressions, in the order in which they were made.
  static func all(_ connection: PostgresConnection, at now: Timestamp) async throws -> [Suppression] {
    try await connection.query(columns + " ORDER BY id").compactMap { try suppression($0, now) }
  }

  /// Those that nobody removed.
  static func unremoved(_ connection: PostgresConnection, at now: Timestamp) async throws -> [Suppression] {
    try await connection.query(columns + " WHERE removed_at IS NULL ORDER BY id").compactMap {
      try suppression($0, now)
    }
  }

  /// Adds a suppression.
  static func insert(
    _ connection: PostgresConnection, _ new: NewSuppression, at now: Timestamp
  ) async throws -> Suppression {
    let target = new.target
    let rows = try await connection.query(
      """
      INSERT INTO mcp.advisor_suppression (account, fingerprint, rule, urn, reason, owner, until, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint), to_timestamp($8::bigint)) RETURNING id
      """,
      [
        PostgresValue(new.account), PostgresValue(target.fingerprint), PostgresValue(target.rule),
        PostgresValue(target.urn?.text), .text(new.reason), PostgresValue(new.owner),
        PostgresValue(new.until?.seconds), .integer(now.seconds),
      ])
    return Suppression(
      id: try rows.first?.count(0) ?? 0, account: new.account, target: target, reason: new.reason, owner: new.owner,
      until: new.until, createdAt: now, removedAt: nil, now: now)
  }

  /// Notes that a suppression is removed, and returns it; nil when there is none of this number.
  static func remove(_ connection: PostgresConnection, _ id: Int, at now: Timestamp) async throws -> Suppression? {
    try await connection.query(
      "UPDATE mcp.advisor_suppression SET removed_at = to_timestamp($1::bigint) WHERE id = $2 AND removed_at IS NULL",
      [.integer(now.seconds), .integer(Int64(id))])
    let rows = try await connection.query(columns + " WHERE id = $1", [.integer(Int64(id))])
    return try rows.first.flatMap { try suppression($0, now) }
  }

  /// Removes the suppressions that are of an account alone.
  static func remove(_ connection: PostgresConnection, account: String) async throws {
    try await connection.query("DELETE FROM mcp.advisor_suppression WHERE account = $1", [.text(account)])
  }

  private static func suppression(_ row: PostgresRow, _ now: Timestamp) throws -> Suppression? {
    guard let target = SuppressionTarget(fingerprint: row.text(2), rule: row.text(3), urn: row.text(4)) else {
      return nil
    }
    return Suppression(
      id: try row.count(0), account: row.text(1), target: target, reason: row.text(5) ?? "", owner: row.text(6),
      until: try date(row, 7), createdAt: Timestamp(seconds: try row.integer(8) ?? 0), removedAt: try date(row, 9),
      now: now)
  }

  private static func date(_ row: PostgresRow, _ column: Int) throws -> Timestamp? {
    try row.integer(column).map { Timestamp(seconds: $0) }
  }
}
