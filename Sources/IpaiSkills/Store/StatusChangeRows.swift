import GRDB
import IpaiCore

/// The rows of moves from one status to another.
enum StatusChangeRows {
  /// Moves a version and records the move; `from` is nil for the status with which it arrived.
  static func move(
    _ db: Database, _ version: Int64, from: SkillStatus?, to: SkillStatus, digest: String, by author: String,
    at date: Timestamp, reason: String
  ) throws {
    try db.cachedStatement(sql: "UPDATE skill_version SET status = ?, updated_at = ? WHERE id = ?")
      .execute(arguments: [to.rawValue, date.seconds, version])
    try insert(db, [version, from?.rawValue, to.rawValue, digest, author, date.seconds, reason])
  }

  /// Records a move that was made elsewhere.
  static func record(_ db: Database, _ version: Int64, _ change: SkillStatusChange) throws {
    try insert(
      db,
      [
        version, change.from?.rawValue, change.to.rawValue, String(change.digest.dropFirst("sha256:".count)), change.by,
        change.date.seconds, change.reason,
      ])
  }

  private static func insert(_ db: Database, _ values: StatementArguments) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO skill_status_change (version_id, from_status, to_status, digest, changed_by, changed_at, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: values)
  }

  /// The moves of all versions of a skill, oldest first.
  static func history(_ db: Database, of name: String) throws -> [SkillStatusChange] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT v.version, c.from_status, c.to_status, c.digest, c.changed_by, c.changed_at, c.reason
        FROM skill_status_change c JOIN skill_version v ON v.id = c.version_id JOIN skill s ON s.id = v.skill_id
        WHERE s.name = ? ORDER BY c.id
        """, arguments: [name])
    return rows.compactMap { row in
      guard let to = SkillStatus(rawValue: row[2]) else { return nil }
      let digest: String = row[3]
      return SkillStatusChange(
        version: row[0], from: (row[1] as String?).flatMap(SkillStatus.init(rawValue:)), to: to,
        digest: "sha256:" + digest, by: row[4], date: Timestamp(seconds: row[5]), reason: row[6])
    }
  }
}
