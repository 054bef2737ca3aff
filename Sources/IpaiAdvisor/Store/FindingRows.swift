import GRDB
import IpaiCore

/// The rows of findings.
enum FindingRows {
  /// Adds what findings of a scan are not known, and changes those that are as `change` says.
  private static func insertion(_ change: String) -> String {
    """
    INSERT INTO advisor_finding (
      account, fingerprint, rule, category, severity, saving, first_seen, last_seen, last_scan_id, urn, search_text, document)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, ?10, ?11)
    ON CONFLICT (account, fingerprint) DO UPDATE SET \(change)
    """
  }

  /// A time that is later than a scan which does not come late is of a clock that was wrong.
  private static let renewal = """
    rule = excluded.rule, category = excluded.category, severity = excluded.severity, saving = excluded.saving,
      first_seen = iif(fixed_at IS NULL, min(first_seen, excluded.first_seen), excluded.first_seen),
      last_seen = excluded.last_seen,
      last_scan_id = excluded.last_scan_id, fixed_at = NULL, urn = excluded.urn, search_text = excluded.search_text,
      document = excluded.document
    """
  /// For a scan that comes late.
  private static let earlierDate = "first_seen = min(first_seen, excluded.first_seen) WHERE fixed_at IS NULL"

  /// Records the findings of a scan.
  static func record(_ db: Database, _ scan: ScanRecord, of id: Int64, isLate: Bool) throws {
    let finding = try db.cachedStatement(sql: insertion(isLate ? earlierDate : renewal))
    let link = try db.cachedStatement(
      sql: """
        INSERT INTO advisor_scan_finding (scan_id, finding_id, severity, saving, first_seen)
        SELECT ?1, id, ?2, ?3, min(first_seen, ?4) FROM advisor_finding WHERE account = ?5 AND fingerprint = ?6
        """)
    for record in scan.findings {
      try finding.execute(arguments: [
        scan.account, record.fingerprint, record.rule, record.category, record.severity, record.saving, scan.readAt,
        id, record.urn, record.searchText, record.document,
      ])
      try link.execute(arguments: [id, record.severity, record.saving, scan.readAt, scan.account, record.fingerprint])
    }
  }

  /// The findings of a scan that a filter keeps, one more than a page has.
  static func page(
    _ db: Database, of scan: Int, _ filter: FindingFilter, _ suppressed: SuppressionSet, _ page: FindingPageRequest
  ) throws -> [FindingRow] {
    let conditions = try conditions(filter, suppressed) + place(page.after)
    let request: SQLRequest<Row> = """
      SELECT f.account, f.document, s.severity, s.saving, s.first_seen, f.last_seen, f.last_scan_id, f.fixed_at
      FROM advisor_scan_finding s JOIN advisor_finding f ON f.id = s.finding_id
      WHERE s.scan_id = \(scan) AND \(conditions.joined(separator: " AND "))
      ORDER BY \(severityPlace) DESC, coalesce(s.saving, 0) DESC, f.fingerprint LIMIT \(page.limit)
      """
    return try request.fetchAll(db).map(row)
  }

  private static let severityPlace: SQL =
    "CASE s.severity WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END"

  private static func conditions(_ filter: FindingFilter, _ suppressed: SuppressionSet) throws -> [SQL] {
    var conditions: [SQL] = ["TRUE"]
    func keep(_ column: SQL, _ values: [String]) throws {
      if !values.isEmpty { conditions.append("\(column) IN \(try list(values))") }
    }
    try keep("f.category", filter.categories.map(\.rawValue))
    try keep("s.severity", filter.severities.map(\.rawValue))
    try keep("f.rule", filter.rules.map(StoredText.clean))
    try keep("f.urn", filter.urns.map { StoredText.clean($0.text) })
    for word in StoredText.words(filter.text) { conditions.append("instr(f.search_text, \(word)) > 0") }
    if let hasSaving = filter.hasSaving { conditions.append("(coalesce(s.saving, 0) > 0) = \(hasSaving)") }
    if let isSuppressed = filter.isSuppressed {
      conditions.append("(\(try covered(suppressed))) = \(isSuppressed)")
    }
    return conditions
  }

  private static func covered(_ suppressed: SuppressionSet) throws -> SQL {
    """
    f.fingerprint IN \(try list(suppressed.fingerprints)) OR f.rule IN \(try list(suppressed.rules))
      OR f.rule || ' ' || f.urn IN \(try list(suppressed.resources))
    """
  }

  /// A list of any length, which is one value to SQLite.
  private static func list(_ values: [String]) throws -> SQL {
    "(SELECT value FROM json_each(\(try StoredJSON.text(values))))"
  }

  private static func place(_ cursor: FindingCursor?) -> [SQL] {
    guard let cursor else { return [] }
    return [
      """
      (-\(severityPlace), -coalesce(s.saving, 0), f.fingerprint)
        > (\(-cursor.severity.place), \(0 &- cursor.saving), \(cursor.fingerprint))
      """
    ]
  }

  /// The findings whose fingerprints begin with some digits, at most `most`.
  static func named(_ db: Database, _ prefix: String, account: String?, most: Int) throws -> [FindingRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT account, document, severity, saving, first_seen, last_seen, last_scan_id, fixed_at FROM advisor_finding
        WHERE fingerprint >= ?1 AND fingerprint < ?1 || 'g' AND (?2 IS NULL OR account = ?2)
        ORDER BY fingerprint, account LIMIT ?3
        """, arguments: [prefix, account.map(StoredText.clean), most]
    ).map(row)
  }

  /// The findings that are fixed since a time, the latest first.
  static func fixed(_ db: Database, since date: Timestamp, account: String?, most: Int) throws -> [FindingRow] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT account, document, severity, saving, first_seen, last_seen, last_scan_id, fixed_at FROM advisor_finding
        WHERE fixed_at >= ?1 AND (?2 IS NULL OR account = ?2) ORDER BY fixed_at DESC, fingerprint, account LIMIT ?3
        """, arguments: [date.seconds, account.map(StoredText.clean), max(most, 0)]
    ).map(row)
  }

  /// The fingerprints of the findings of a scan.
  static func fingerprints(_ db: Database, of scan: Int) throws -> Set<String> {
    try String.fetchSet(
      db,
      sql: """
        SELECT f.fingerprint FROM advisor_scan_finding s JOIN advisor_finding f ON f.id = s.finding_id WHERE s.scan_id = ?
        """, arguments: [scan])
  }

  /// Since when the findings of an account that are not fixed have been there.
  static func firstSeen(_ db: Database, account: String) throws -> [String: Timestamp] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT fingerprint, first_seen FROM advisor_finding WHERE account = ? AND fixed_at IS NULL",
      arguments: [StoredText.clean(account)])
    return Dictionary(rows.map { ($0[0], Timestamp(seconds: $0[1])) }, uniquingKeysWith: { first, _ in first })
  }

  static func row(_ row: Row) -> FindingRow {
    FindingRow(
      account: row[0], document: row[1], severity: row[2], saving: row[3], firstSeen: row[4], lastSeen: row[5],
      lastScan: row[6], fixedAt: row[7])
  }
}
