import IpaiCore
import IpaiPostgres

/// Records the findings of scans in PostgreSQL, in few statements.
struct PostgresFindingWriter {
  private let connection: PostgresConnection

  /// How many findings are sent at once.
  private static let batch = 2_000
  /// What stands for a saving that is missing: arrays have no NULL.
  private static let missing = Int64.min

  /// Writes within the transaction of a connection.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Records the findings of a scan, and that those which it does not have are fixed.
  func record(_ scan: ScanRecord, of id: Int64) async throws {
    var rest = scan.findings[...]
    while !rest.isEmpty {
      try await write(rest.prefix(Self.batch), of: scan, id)
      rest = rest.dropFirst(Self.batch)
    }
    try await connection.query(
      """
      INSERT INTO mcp.advisor_scan_finding (scan_id, finding_id, severity, saving, first_seen)
      SELECT last_scan_id, id, severity, saving, first_seen FROM mcp.advisor_finding WHERE last_scan_id = $1
      """, [.integer(id)])
    try await connection.query(
      """
      UPDATE mcp.advisor_finding SET fixed_at = to_timestamp($1::bigint)
      WHERE account = $2 AND fixed_at IS NULL AND last_scan_id <> $3 AND rule = ANY ($4)
      """, [.integer(scan.readAt), .text(scan.account), .integer(id), .texts(scan.judgedRules)])
  }

  private func write(_ findings: ArraySlice<FindingRecord>, of scan: ScanRecord, _ id: Int64) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.advisor_finding AS f (
        account, fingerprint, rule, category, severity, saving, first_seen, last_seen, last_scan_id, urn, search_text, document)
      SELECT $1, g.fingerprint, g.rule, g.category, g.severity, nullif(g.saving, \(Self.missing)), to_timestamp($2::bigint),
        to_timestamp($2::bigint), $3, g.urn, g.search_text, g.document::json
      FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[])
        AS g (fingerprint, rule, category, severity, saving, urn, search_text, document)
      ON CONFLICT (account, fingerprint) DO UPDATE
      SET rule = excluded.rule, category = excluded.category, severity = excluded.severity, saving = excluded.saving,
        first_seen = CASE WHEN f.fixed_at IS NULL THEN least(f.first_seen, excluded.first_seen) ELSE excluded.first_seen END,
        last_seen = CASE WHEN f.fixed_at IS NULL THEN greatest(f.last_seen, excluded.last_seen) ELSE excluded.last_seen END,
        last_scan_id = excluded.last_scan_id, fixed_at = NULL, urn = excluded.urn, search_text = excluded.search_text,
        document = excluded.document
      """,
      [
        .text(scan.account), .integer(scan.readAt), .integer(id), .texts(findings.map(\.fingerprint)),
        .texts(findings.map(\.rule)), .texts(findings.map(\.category)), .texts(findings.map(\.severity)),
        .integers(findings.map { $0.saving ?? Self.missing }), .texts(findings.map(\.urn)),
        .texts(findings.map(\.searchText)), .texts(findings.map(\.document)),
      ])
  }
}
