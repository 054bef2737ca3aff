import IpaiCore
import IpaiPostgres

/// The rows that tell the difference of scans, in PostgreSQL.
struct PostgresDifferenceRows {
  private let connection: PostgresConnection

  /// Reads within the transaction of a connection.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// The findings of a scan that are wanted beside those of another one.
  enum Selection: String {
    case all = "true"
    case changed = "o.severity IS DISTINCT FROM s.severity"
    case alone = "o.finding_id IS NULL"
  }

  /// The findings of a scan, with their severities in another one.
  func rows(of scan: Int, other: Int, _ selection: Selection) async throws -> [ScanDifference.Row] {
    try await connection.query(
      """
      SELECT f.account, f.document::text, s.severity, s.saving, extract(epoch FROM s.first_seen)::bigint,
        extract(epoch FROM f.last_seen)::bigint, f.last_scan_id, extract(epoch FROM f.fixed_at)::bigint, o.severity
      FROM mcp.advisor_scan_finding s JOIN mcp.advisor_finding f ON f.id = s.finding_id
      LEFT JOIN mcp.advisor_scan_finding o ON o.scan_id = $2 AND o.finding_id = s.finding_id
      WHERE s.scan_id = $1 AND \(selection.rawValue)
      """, [.integer(Int64(scan)), .integer(Int64(other))]
    ).map { ScanDifference.Row(finding: try PostgresFindingRows.row($0), other: $0.text(8)) }
  }

  /// How many findings have the same severity in two scans.
  func unchanged(_ scan: Int, _ other: Int) async throws -> Int {
    let rows = try await connection.query(
      """
      SELECT count(*) FROM mcp.advisor_scan_finding s
      JOIN mcp.advisor_scan_finding o ON o.scan_id = $2 AND o.finding_id = s.finding_id AND o.severity = s.severity
      WHERE s.scan_id = $1
      """, [.integer(Int64(scan)), .integer(Int64(other))])
    return try rows.first?.count(0) ?? 0
  }

  /// What came and went in a scan, with the severities that those which came had in it.
  func recorded(in scan: Int) async throws -> [ChangedFinding.Row] {
    try await connection.query(
      """
      SELECT f.account, f.document::text, coalesce(s.severity, f.severity),
        CASE WHEN s.scan_id IS NULL THEN f.saving ELSE s.saving END,
        extract(epoch FROM coalesce(s.first_seen, f.first_seen))::bigint, extract(epoch FROM f.last_seen)::bigint,
        f.last_scan_id, extract(epoch FROM f.fixed_at)::bigint, c.change
      FROM mcp.advisor_change c JOIN mcp.advisor_finding f ON f.id = c.finding_id
      LEFT JOIN mcp.advisor_scan_finding s ON s.scan_id = c.scan_id AND s.finding_id = c.finding_id
      WHERE c.scan_id = $1
      """, [.integer(Int64(scan))]
    ).map { ChangedFinding.Row(change: $0.text(8) ?? "", finding: try PostgresFindingRows.row($0)) }
  }

  /// The scans of an account, or of all, with what came and went in each, newest first.
  func history(account: String?, most: Int, before: Int?) async throws -> [ScanHistoryEntry] {
    let rows = try await connection.query(
      """
      SELECT id, account, account_name, extract(epoch FROM read_at)::bigint, version, score, saving, critical, high, medium,
        low, info, compared_with
      FROM mcp.advisor_scan
      WHERE ($1::text IS NULL OR account = $1) AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
      """,
      [
        PostgresValue(account.map(StoredText.clean)), PostgresValue(before.map(Int64.init)),
        .integer(Int64(max(most, 0))),
      ])
    let ids = try rows.map { try $0.integer(0) ?? 0 }
    let counts = try await connection.query(
      "SELECT scan_id, change, count(*) FROM mcp.advisor_change WHERE scan_id = ANY ($1) GROUP BY scan_id, change",
      [.integers(ids)]
    ).map { (scan: try $0.count(0), change: $0.text(1) ?? "", count: try $0.count(2)) }
    let byScan = ScanHistoryEntry.changes(counts)
    return try rows.map { try Self.entry($0, byScan) }
  }

  private static func entry(_ row: PostgresRow, _ changes: [Int: ChangeCounts]) throws -> ScanHistoryEntry {
    var counts = SeverityCounts()
    counts.critical = try row.count(7)
    counts.high = try row.count(8)
    counts.medium = try row.count(9)
    counts.low = try row.count(10)
    counts.info = try row.count(11)
    let id = try row.count(0)
    let comparedWith = try row.integer(12).map { Int($0) }
    return ScanHistoryEntry(
      id: id, account: row.text(1) ?? "", accountName: row.text(2),
      readAt: Timestamp(seconds: try row.integer(3) ?? 0), version: row.text(4) ?? "", score: try row.real(5),
      saving: Cents.dollars(try row.integer(6) ?? 0), counts: counts, comparedWith: comparedWith,
      changes: comparedWith.map { _ in changes[id] ?? ChangeCounts() })
  }
}
