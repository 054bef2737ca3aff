import IpaiCore
import IpaiPostgres

/// The rows of findings in PostgreSQL.
enum PostgresFindingRows {
  private static let severityPlace =
    "CASE s.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END"

  private static let pageStatement = """
    SELECT f.account, f.document::text, s.severity, s.saving, extract(epoch FROM s.first_seen)::bigint,
      extract(epoch FROM f.last_seen)::bigint, f.last_scan_id, extract(epoch FROM f.fixed_at)::bigint
    FROM mcp.advisor_scan_finding s JOIN mcp.advisor_finding f ON f.id = s.finding_id
    WHERE s.scan_id = $1
      AND (cardinality($2::text[]) = 0 OR f.category = ANY ($2)) AND (cardinality($3::text[]) = 0 OR s.severity = ANY ($3))
      AND (cardinality($4::text[]) = 0 OR f.rule = ANY ($4)) AND (cardinality($5::text[]) = 0 OR f.urn = ANY ($5))
      AND NOT EXISTS (SELECT FROM unnest($6::text[]) w (word) WHERE strpos(f.search_text, w.word) = 0)
      AND ($7::boolean IS NULL OR $7 = (coalesce(s.saving, 0) > 0))
      AND ($8::boolean IS NULL
        OR $8 = (f.fingerprint = ANY ($9::text[]) OR f.rule = ANY ($10::text[]) OR f.rule || ' ' || f.urn = ANY ($11::text[])))
      AND ($12::bigint IS NULL
        OR (-(\(severityPlace)), -coalesce(s.saving, 0), f.fingerprint) > (-$12, -$13::bigint, $14::text))
    ORDER BY \(severityPlace) DESC, coalesce(s.saving, 0) DESC, f.fingerprint LIMIT $15
    """

  /// The findings of a scan that a filter keeps, one more than a page has.
  static func page(
    _ connection: PostgresConnection, of scan: Int, _ filter: FindingFilter, _ suppressed: SuppressionSet,
    _ page: FindingPageRequest
  ) async throws -> [FindingRow] {
    let kept: [PostgresValue] = [
      .texts(filter.categories.map(\.rawValue)), .texts(filter.severities.map(\.rawValue)),
      .texts(filter.rules.map(StoredText.clean)), .texts(filter.urns.map { StoredText.clean($0.text) }),
      .texts(StoredText.words(filter.text)), flag(filter.hasSaving), flag(filter.isSuppressed),
      .texts(suppressed.fingerprints), .texts(suppressed.rules), .texts(suppressed.resources),
    ]
    let place: [PostgresValue] = [
      PostgresValue(page.after?.severity.place), PostgresValue(page.after?.saving),
      PostgresValue(page.after?.fingerprint), .integer(page.limit),
    ]
    return try await connection.query(pageStatement, [.integer(Int64(scan))] + kept + place).map(row)
  }

  private static func flag(_ flag: Bool?) -> PostgresValue { flag.map { .boolean($0) } ?? .null }

  /// The findings whose fingerprints begin with some digits, at most `most`.
  static func named(
    _ connection: PostgresConnection, _ prefix: String, account: String?, most: Int
  ) async throws -> [FindingRow] {
    try await connection.query(
      """
      SELECT account, document::text, severity, saving, extract(epoch FROM first_seen)::bigint,
        extract(epoch FROM last_seen)::bigint, last_scan_id, extract(epoch FROM fixed_at)::bigint
      FROM mcp.advisor_finding
      WHERE fingerprint >= $1 AND fingerprint < $1 || 'g' AND ($2::text IS NULL OR account = $2)
      ORDER BY fingerprint, account LIMIT $3
      """, [.text(prefix), PostgresValue(account.map(StoredText.clean)), .integer(Int64(most))]
    ).map(row)
  }

  /// The findings that are fixed since a time, the latest first.
  static func fixed(
    _ connection: PostgresConnection, since date: Timestamp, account: String?, most: Int
  ) async throws -> [FindingRow] {
    try await connection.query(
      """
      SELECT account, document::text, severity, saving, extract(epoch FROM first_seen)::bigint,
        extract(epoch FROM last_seen)::bigint, last_scan_id, extract(epoch FROM fixed_at)::bigint
      FROM mcp.advisor_finding
      WHERE fixed_at >= to_timestamp($1::bigint) AND ($2::text IS NULL OR account = $2)
      ORDER BY fixed_at DESC, fingerprint, account LIMIT $3
      """, [.integer(date.seconds), PostgresValue(account.map(StoredText.clean)), .integer(Int64(max(most, 0)))]
    ).map(row)
  }

  /// The fingerprints of the findings of a scan.
  static func fingerprints(_ connection: PostgresConnection, of scan: Int) async throws -> Set<String> {
    let rows = try await connection.query(
      """
      SELECT f.fingerprint FROM mcp.advisor_scan_finding s JOIN mcp.advisor_finding f ON f.id = s.finding_id
      WHERE s.scan_id = $1
      """, [.integer(Int64(scan))])
    return Set(rows.compactMap { $0.text(0) })
  }

  /// Since when the findings of an account that are not fixed have been there.
  static func firstSeen(_ connection: PostgresConnection, account: String) async throws -> [String: Timestamp] {
    let rows = try await connection.query(
      """
      SELECT fingerprint, extract(epoch FROM first_seen)::bigint FROM mcp.advisor_finding
      WHERE account = $1 AND fixed_at IS NULL
      """, [.text(StoredText.clean(account))])
    var dates: [String: Timestamp] = [:]
    for row in rows { dates[row.text(0) ?? ""] = Timestamp(seconds: try row.integer(1) ?? 0) }
    return dates
  }

  static func row(_ row: PostgresRow) throws -> FindingRow {
    FindingRow(
      account: row.text(0) ?? "", document: row.text(1) ?? "", severity: row.text(2) ?? "", saving: try row.integer(3),
      firstSeen: try row.integer(4) ?? 0, lastSeen: try row.integer(5) ?? 0, lastScan: try row.count(6),
      fixedAt: try row.integer(7))
  }
}
