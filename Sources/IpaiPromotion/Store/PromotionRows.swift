import GRDB
import IpaiCore
import IpaiSkills

/// The rows of promotions.
enum PromotionRows {
  private static let columns = """
    SELECT s.promotion, s.name, s.action, s.version, s.status, s.digest, s.release, s.source, s.git_object, s.evals,
      s.evals_of, s.evals_passed, s.evals_failed, s.evals_waived, s.repository
    FROM promotion_step s
    """

  private static func version(_ row: Row) -> PromotedVersion? {
    guard let action = PromotionAction(rawValue: row[2]), let status = SkillStatus(rawValue: row[4]) else { return nil }
    var evals: EvalEvidence?
    if let digest: String = row[9] {
      evals = EvalEvidence(
        of: "sha256:" + (row[10] as String? ?? ""), digest: "sha256:" + digest, passed: row[11], failed: row[12],
        skipped: 0)
    }
    let step = PromotionStep(
      name: row[1], action: action, version: row[3], status: status, digest: "sha256:" + row[5],
      release: "sha256:" + row[6], repository: row[14], source: row[7], gitObject: row[8], previous: nil, evals: evals,
      isWithoutEvals: row[13])
    return PromotedVersion(promotion: row[0], step: step)
  }

  /// The last promotion; nil for none.
  static func head(_ db: Database) throws -> PromotionHead? {
    let row = try Row.fetchOne(
      db, sql: "SELECT number, digest, promoted_by, promoted_at FROM promotion ORDER BY number DESC LIMIT 1")
    return row.map {
      PromotionHead(number: $0[0], digest: "sha256:" + $0[1], by: $0[2], date: Timestamp(seconds: $0[3]))
    }
  }

  /// What was last done to each skill.
  static func current(_ db: Database) throws -> [PromotedVersion] {
    let rows = try Row.fetchAll(
      db, sql: columns + " WHERE s.promotion = (SELECT max(o.promotion) FROM promotion_step o WHERE o.name = s.name)")
    return rows.compactMap(version)
  }

  /// Every version of some skills, as it was promoted last.
  static func versions(_ db: Database, of names: Set<String>) throws -> [PromotedVersion] {
    let rows = try Row.fetchAll(
      db,
      sql: columns + """
         WHERE s.name IN (SELECT value FROM json_each(?)) AND s.action <> 'retire' ORDER BY s.promotion
        """, arguments: [try JSONText.of(names.sorted())])
    return rows.compactMap(version)
  }

  /// The digests of versions of some skills that were released without a promotion.
  static func unpromoted(_ db: Database, of names: Set<String>) throws -> [String: [String: String]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.name, v.version, v.digest FROM skill s JOIN skill_version v ON v.skill_id = s.id
        WHERE s.name IN (SELECT value FROM json_each(?)) AND v.status NOT IN ('dev', 'testing')
          AND NOT EXISTS (SELECT 1 FROM promoted_version p WHERE p.name = s.name AND p.version = v.version)
        """, arguments: [try JSONText.of(names.sorted())])
    var digests: [String: [String: String]] = [:]
    for row in rows { digests[row[0], default: [:]][row[1]] = "sha256:" + row[2] }
    return digests
  }

  private static let records = "SELECT number, digest, previous, statement, signature FROM promotion p"

  private static func record(_ row: Row) -> PromotionRecord {
    PromotionRecord(
      number: row[0], digest: "sha256:" + row[1], previous: (row[2] as String?).map { "sha256:" + $0 }, text: row[3],
      signature: row[4])
  }

  /// The last promotions, at most `most`, newest first; of one skill where `name` is given.
  static func newest(_ db: Database, of name: String?, most: Int) throws -> [PromotionRecord] {
    let condition =
      " WHERE ?1 IS NULL OR EXISTS (SELECT 1 FROM promotion_step s WHERE s.promotion = p.number AND s.name = ?1)"
    return try Row.fetchAll(
      db, sql: records + condition + " ORDER BY number DESC LIMIT ?2", arguments: [name, most]
    ).map(record)
  }

  /// The promotions after a number, at most `most`, oldest first; of one skill where `name` is given.
  static func records(_ db: Database, of name: String?, after: Int, most: Int) throws -> [PromotionRecord] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        \(records) WHERE number > ?1 AND (?2 IS NULL OR EXISTS (
          SELECT 1 FROM promotion_step s WHERE s.promotion = p.number AND s.name = ?2))
        ORDER BY number LIMIT ?3
        """, arguments: [after, name, most])
    return rows.map(record)
  }
}
