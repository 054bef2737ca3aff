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
}
