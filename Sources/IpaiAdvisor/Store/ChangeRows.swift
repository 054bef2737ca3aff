import GRDB
import IpaiCore

/// The rows of what came and went in scans.
enum ChangeRows {
  /// Records which findings are fixed by a scan that is not late, and what came and went in it.
  static func record(_ db: Database, _ scan: ScanRecord, of id: Int64, after earlier: EarlierScan?) throws {
    let missing = try Self.missing(db, scan, id, earlier)
    let newcomers = try earlier.map { try Self.newcomers(db, id, after: $0) } ?? []
    let record = ChangeRecord(missing, newcomers, in: scan.coverage, after: earlier?.coverage)
    try db.execute(
      sql: "UPDATE advisor_finding SET fixed_at = ?1 WHERE id IN (SELECT value FROM json_each(?2))",
      arguments: [scan.readAt, try StoredJSON.text(record.fixed)])
    let change = try db.cachedStatement(
      sql: "INSERT INTO advisor_change (scan_id, finding_id, change) VALUES (?, ?, ?)")
    for row in record.changes { try change.execute(arguments: [id, row.finding, row.change.rawValue]) }
  }

  /// The findings that are not fixed and that a scan does not have.
  private static func missing(
    _ db: Database, _ scan: ScanRecord, _ id: Int64, _ earlier: EarlierScan?
  ) throws -> [ChangeRecord.Missing] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.document,
          EXISTS (SELECT 1 FROM advisor_scan_finding p WHERE p.scan_id = ?3 AND p.finding_id = f.id)
        FROM advisor_finding f WHERE f.account = ?1 AND f.fixed_at IS NULL AND f.last_scan_id <> ?2
        """, arguments: [scan.account, id, earlier?.id]
    ).map { ChangeRecord.Missing(id: $0[0], document: $0[1], wasThere: $0[2]) }
  }

  /// The findings of a scan that the one before did not have.
  private static func newcomers(_ db: Database, _ id: Int64, after earlier: EarlierScan) throws
    -> [ChangeRecord.Newcomer]
  {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.document FROM advisor_scan_finding s JOIN advisor_finding f ON f.id = s.finding_id
        WHERE s.scan_id = ?1 AND NOT EXISTS (
          SELECT 1 FROM advisor_scan_finding p WHERE p.scan_id = ?2 AND p.finding_id = s.finding_id)
        """, arguments: [id, earlier.id]
    ).map { ChangeRecord.Newcomer(id: $0[0], document: $0[1]) }
  }

  /// The findings of a scan that are wanted beside those of another one.
  enum Selection: String {
    case all = "TRUE"
    case changed = "o.severity IS NOT s.severity"
    case alone = "o.finding_id IS NULL"
  }

  private static let columns =
    "f.account, f.document, s.severity, s.saving, s.first_seen, f.last_seen, f.last_scan_id, f.fixed_at"

  /// The findings of a scan, with their severities in another one.
  static func rows(_ db: Database, of scan: Int, other: Int, _ selection: Selection) throws -> [ScanDifference.Row] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns), o.severity FROM advisor_scan_finding s JOIN advisor_finding f ON f.id = s.finding_id
        LEFT JOIN advisor_scan_finding o ON o.scan_id = ?2 AND o.finding_id = s.finding_id
        WHERE s.scan_id = ?1 AND \(selection.rawValue)
        """, arguments: [scan, other]
    ).map { ScanDifference.Row(finding: FindingRows.row($0), other: $0[8]) }
  }

  /// How many findings have the same severity in two scans.
  static func unchanged(_ db: Database, _ scan: Int, _ other: Int) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM advisor_scan_finding s
        JOIN advisor_scan_finding o ON o.scan_id = ?2 AND o.finding_id = s.finding_id AND o.severity = s.severity
        WHERE s.scan_id = ?1
        """, arguments: [scan, other]) ?? 0
  }

  /// What came and went in a scan, with the severities that those which came had in it.
  static func recorded(_ db: Database, in scan: Int) throws -> [ChangedFinding.Row] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.account, f.document, coalesce(s.severity, f.severity), iif(s.scan_id IS NULL, f.saving, s.saving),
          coalesce(s.first_seen, f.first_seen), f.last_seen, f.last_scan_id, f.fixed_at, c.change
        FROM advisor_change c JOIN advisor_finding f ON f.id = c.finding_id
        LEFT JOIN advisor_scan_finding s ON s.scan_id = c.scan_id AND s.finding_id = c.finding_id
        WHERE c.scan_id = ?
        """, arguments: [scan]
    ).map { ChangedFinding.Row(change: $0[8], finding: FindingRows.row($0)) }
  }

  /// The scans of an account, or of all, with what came and went in each, newest first.
  static func history(_ db: Database, account: String?, most: Int, before: Int?) throws -> [ScanHistoryEntry] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, account, account_name, read_at, version, score, saving, critical, high, medium, low, info, compared_with
        FROM advisor_scan
        WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3
        """, arguments: [account.map(StoredText.clean), before, max(most, 0)])
    let ids: [Int] = rows.map { $0[0] }
    let counts = try Row.fetchAll(
      db,
      sql: """
        SELECT scan_id, change, count(*) FROM advisor_change WHERE scan_id IN (SELECT value FROM json_each(?))
        GROUP BY scan_id, change
        """, arguments: [try StoredJSON.text(ids)]
    ).map { (scan: $0[0] as Int, change: $0[1] as String, count: $0[2] as Int) }
    let byScan = ScanHistoryEntry.changes(counts)
    return rows.map { entry($0, byScan) }
  }

  private static func entry(_ row: Row, _ changes: [Int: ChangeCounts]) -> ScanHistoryEntry {
    var counts = SeverityCounts()
    counts.critical = row[7]
    counts.high = row[8]
    counts.medium = row[9]
    counts.low = row[10]
    counts.info = row[11]
    let (id, comparedWith): (Int, Int?) = (row[0], row[12])
    return ScanHistoryEntry(
      id: id, account: row[1], accountName: row[2], readAt: Timestamp(seconds: row[3]), version: row[4], score: row[5],
      saving: Cents.dollars(row[6]), counts: counts, comparedWith: comparedWith,
      changes: comparedWith.map { _ in changes[id] ?? ChangeCounts() })
  }
}
