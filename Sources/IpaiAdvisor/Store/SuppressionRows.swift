import GRDB
import IpaiCore

/// The rows of suppressions.
enum SuppressionRows {
  private static let columns =
    "SELECT id, account, fingerprint, rule, urn, reason, owner, until, created_at, removed_at FROM advisor_suppression"

  /// All suppressions, in the order in which they were made.
  static func all(_ db: Database, at now: Timestamp) throws -> [Suppression] {
    try Row.fetchAll(db, sql: columns + " ORDER BY id").compactMap { suppression($0, now) }
  }

  /// Those that nobody removed.
  static func unremoved(_ db: Database, at now: Timestamp) throws -> [Suppression] {
    try Row.fetchAll(db, sql: columns + " WHERE removed_at IS NULL ORDER BY id").compactMap { suppression($0, now) }
  }

  /// Adds a suppression.
  static func insert(_ db: Database, _ new: NewSuppression, at now: Timestamp) throws -> Suppression {
    let target = new.target
    try db.execute(
      sql: """
        INSERT INTO advisor_suppression (account, fingerprint, rule, urn, reason, owner, until, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        new.account, target.fingerprint, target.rule, target.urn?.text, new.reason, new.owner, new.until?.seconds,
        now.seconds,
      ])
    return Suppression(
      id: Int(db.lastInsertedRowID), account: new.account, target: target, reason: new.reason, owner: new.owner,
      until: new.until, createdAt: now, removedAt: nil, now: now)
  }

  /// Notes that a suppression is removed, and returns it; nil when there is none of this number.
  static func remove(_ db: Database, _ id: Int, at now: Timestamp) throws -> Suppression? {
    try db.execute(
      sql: "UPDATE advisor_suppression SET removed_at = ? WHERE id = ? AND removed_at IS NULL",
      arguments: [now.seconds, id])
    return try Row.fetchOne(db, sql: columns + " WHERE id = ?", arguments: [id]).flatMap { suppression($0, now) }
  }

  /// Removes the suppressions that are of an account alone.
  static func remove(_ db: Database, account: String) throws {
    try db.execute(sql: "DELETE FROM advisor_suppression WHERE account = ?", arguments: [account])
  }

  private static func suppression(_ row: Row, _ now: Timestamp) -> Suppression? {
    guard let target = SuppressionTarget(fingerprint: row["fingerprint"], rule: row["rule"], urn: row["urn"]) else {
      return nil
    }
    return Suppression(
      id: row["id"], account: row["account"], target: target, reason: row["reason"], owner: row["owner"],
      until: date(row, "until"), createdAt: Timestamp(seconds: row["created_at"]), removedAt: date(row, "removed_at"),
      now: now)
  }

  private static func date(_ row: Row, _ column: String) -> Timestamp? {
    (row[column] as Int64?).map { Timestamp(seconds: $0) }
  }
}
