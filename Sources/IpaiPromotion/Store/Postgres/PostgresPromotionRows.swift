import IpaiCore
import IpaiPostgres
import IpaiSkills

/// The rows of promotions in PostgreSQL.
enum PostgresPromotionRows {
  private static let columns = """
    s.promotion, s.name, s.action, s.version, s.status, s.digest, s.release, s.source, s.git_object, s.evals,
      s.evals_of, s.evals_passed, s.evals_failed, s.evals_waived, s.repository
    FROM mcp.promotion_step s
    """

  private static func version(_ row: PostgresRow) throws -> PromotedVersion? {
    guard let action = row.text(2).flatMap(PromotionAction.init), let status = row.text(4).flatMap(SkillStatus.init)
    else { return nil }
    var evals: EvalEvidence?
    if let digest = row.text(9) {
      evals = EvalEvidence(
        of: "sha256:" + (row.text(10) ?? ""), digest: "sha256:" + digest, passed: Int(try row.integer(11) ?? 0),
        failed: Int(try row.integer(12) ?? 0), skipped: 0)
    }
    let step = PromotionStep(
      name: row.text(1) ?? "", action: action, version: row.text(3) ?? "", status: status,
      digest: "sha256:" + (row.text(5) ?? ""), release: "sha256:" + (row.text(6) ?? ""), repository: row.text(14),
      source: row.text(7) ?? "",
      gitObject: row.text(8), previous: nil, evals: evals, isWithoutEvals: row.boolean(13) ?? false)
    return PromotedVersion(promotion: Int(try row.integer(0) ?? 0), step: step)
  }

  private static func versions(_ rows: PostgresRows) throws -> [PromotedVersion] {
    try (0..<rows.count).compactMap { try version(rows[$0]) }
  }

  /// The last promotion; nil for none.
  static func head(_ connection: PostgresConnection) async throws -> PromotionHead? {
    let rows = try await connection.query(
      """
      SELECT number, digest, promoted_by, extract(epoch FROM promoted_at)::bigint
      FROM mcp.promotion ORDER BY number DESC LIMIT 1
      """)
    guard let row = rows.first else { return nil }
    return PromotionHead(
      number: Int(try row.integer(0) ?? 0), digest: "sha256:" + (row.text(1) ?? ""), by: row.text(2) ?? "",
      date: Timestamp(seconds: try row.integer(3) ?? 0))
  }

  /// What was last done to each skill.
  static func current(_ connection: PostgresConnection) async throws -> [PromotedVersion] {
    try versions(
      await connection.query("SELECT DISTINCT ON (s.name) \(columns) ORDER BY s.name, s.promotion DESC"))
  }

  /// Every version of some skills, as it was promoted last.
  static func versions(_ connection: PostgresConnection, of names: Set<String>) async throws -> [PromotedVersion] {
    try versions(
      await connection.query(
        """
        SELECT DISTINCT ON (s.name, s.version) \(columns)
        WHERE s.name = ANY ($1) AND s.action <> 'retire' ORDER BY s.name, s.version, s.promotion DESC
        """, [.texts(names.sorted())]))
  }

  /// The digests of versions of some skills that were released without a promotion.
  static func unpromoted(
    _ connection: PostgresConnection, of names: Set<String>
  ) async throws -> [String: [String: String]] {
    let rows = try await connection.query(
      """
      SELECT s.name, v.version, v.digest FROM mcp.skill s JOIN mcp.skill_version v ON v.skill_id = s.id
      WHERE s.name = ANY ($1) AND v.status NOT IN ('dev', 'testing')
        AND NOT EXISTS (SELECT FROM mcp.promoted_version p WHERE p.name = s.name AND p.version = v.version)
      """, [.texts(names.sorted())])
    var digests: [String: [String: String]] = [:]
    for number in 0..<rows.count {
      let row = rows[number]
      digests[row.text(0) ?? "", default: [:]][row.text(1) ?? ""] = "sha256:" + (row.text(2) ?? "")
    }
    return digests
  }

  private static let records = "SELECT number, digest, previous, statement, signature FROM mcp.promotion p"

  private static func records(_ rows: PostgresRows) throws -> [PromotionRecord] {
    try (0..<rows.count).map { number in
      let row = rows[number]
      return PromotionRecord(
        number: Int(try row.integer(0) ?? 0), digest: "sha256:" + (row.text(1) ?? ""),
        previous: row.text(2).map { "sha256:" + $0 }, text: row.text(3) ?? "", signature: row.text(4))
    }
  }

  /// The last promotions, at most `most`, newest first; of one skill where `name` is given.
  static func newest(_ connection: PostgresConnection, of name: String?, most: Int) async throws -> [PromotionRecord] {
    try records(
      await connection.query(
        """
        \(records) WHERE $1::text IS NULL OR EXISTS (
          SELECT FROM mcp.promotion_step s WHERE s.promotion = p.number AND s.name = $1)
        ORDER BY number DESC LIMIT $2
        """, [PostgresValue(name), .integer(Int64(most))]))
  }

  /// The promotions after a number, at most `most`, oldest first; of one skill where `name` is given.
  static func records(
    _ connection: PostgresConnection, of name: String?, after: Int, most: Int
  ) async throws -> [PromotionRecord] {
    try records(
      await connection.query(
        """
        \(records) WHERE number > $1 AND ($2::text IS NULL OR EXISTS (
          SELECT FROM mcp.promotion_step s WHERE s.promotion = p.number AND s.name = $2))
        ORDER BY number LIMIT $3
        """, [.integer(Int64(after)), PostgresValue(name), .integer(Int64(most))]))
  }
}
