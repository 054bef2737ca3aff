import IpaiCore
import IpaiPostgres

/// The rows of what came and went in scans, in PostgreSQL.
enum PostgresChangeRows {
  /// Records which findings are fixed by a scan that is not late, and what came and went in it.
  static func record(
    _ connection: PostgresConnection, _ scan: ScanRecord, of id: Int64, after earlier: EarlierScan?
  ) async throws {
    let missing = try await Self.missing(connection, scan, id, earlier)
    var newcomers: [ChangeRecord.Newcomer] = []
    if let earlier { newcomers = try await Self.newcomers(connection, id, after: earlier) }
    let record = ChangeRecord(missing, newcomers, in: scan.coverage, after: earlier?.coverage)
    try await connection.query(
      "UPDATE mcp.advisor_finding SET fixed_at = to_timestamp($1::bigint) WHERE id = ANY ($2::bigint[])",
      [.integer(scan.readAt), .integers(record.fixed)])
    try await connection.query(
      """
      INSERT INTO mcp.advisor_change (scan_id, finding_id, change)
      SELECT $1, g.finding, g.change FROM unnest($2::bigint[], $3::text[]) AS g (finding, change)
      """,
      [.integer(id), .integers(record.changes.map(\.finding)), .texts(record.changes.map(\.change.rawValue))])
  }

  /// The findings that are not fixed and that a scan does not have.
  private static func missing(
    _ connection: PostgresConnection, _ scan: ScanRecord, _ id: Int64, _ earlier: EarlierScan?
  ) async throws -> [ChangeRecord.Missing] {
    try await connection.query(
      """
      SELECT f.id, f.document::text,
        EXISTS (SELECT FROM mcp.advisor_scan_finding p WHERE p.scan_id = $3 AND p.finding_id = f.id)
      FROM mcp.advisor_finding f WHERE f.account = $1 AND f.fixed_at IS NULL AND f.last_scan_id <> $2
      """, [.text(scan.account), .integer(id), PostgresValue(earlier?.id)]
    ).map {
      ChangeRecord.Missing(
        id: try $0.integer(0) ?? 0, document: $0.text(1) ?? "", wasThere: $0.boolean(2) ?? false)
    }
  }

  /// The findings of a scan that the one before did not have.
  private static func newcomers(
    _ connection: PostgresConnection, _ id: Int64, after earlier: EarlierScan
  ) async throws -> [ChangeRecord.Newcomer] {
    try await connection.query(
      """
      SELECT f.id, f.document::text FROM mcp.advisor_scan_finding s JOIN mcp.advisor_finding f ON f.id = s.finding_id
      WHERE s.scan_id = $1 AND NOT EXISTS (
        SELECT FROM mcp.advisor_scan_finding p WHERE p.scan_id = $2 AND p.finding_id = s.finding_id)
      """, [.integer(id), .integer(earlier.id)]
    ).map { ChangeRecord.Newcomer(id: try $0.integer(0) ?? 0, document: $0.text(1) ?? "") }
  }
}
