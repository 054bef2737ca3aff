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

  /// A time that is later than a scan which does not come late is of a clock that was wrong.
  private static let renewal = """
    rule = excluded.rule, category = excluded.category, severity = excluded.severity, saving = excluded.saving,
      first_seen = CASE WHEN f.fixed_at IS NULL THEN least(f.first_seen, excluded.first_seen) ELSE excluded.first_seen END,
      last_seen = excluded.last_seen,
      last_scan_id = excluded.last_scan_id, fixed_at = NULL, urn = excluded.urn, search_text = excluded.search_text,
      document = excluded.document
    """
  /// For a scan that comes late.
  private static let earlierDate = "first_seen = least(f.first_seen, excluded.first_seen) WHERE f.fixed_at IS NULL"

  /// Records the findings of a scan.
  func record(_ scan: ScanRecord, of id: Int64, isLate: Bool) async throws {
    var rest = scan.findings[...]
    while !rest.isEmpty {
      let findings = rest.prefix(Self.batch)
      try await write(findings, of: scan, id, change: isLate ? Self.earlierDate : Self.renewal)
      try await link(findings, to: scan, id)
      rest = rest.dropFirst(Self.batch)
    }
  }

  /// Adds what findings are not known, and changes those that are as `change` says.
  private func write(
    _ findings: ArraySlice<FindingRecord>, of scan: ScanRecord, _ id: Int64, change: String
  ) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.advisor_finding AS f (
        account, fingerprint, rule, category, severity, saving, first_seen, last_seen, last_scan_id, urn, search_text, document)
      SELECT $1, g.fingerprint, g.rule, g.category, g.severity, nullif(g.saving, \(Self.missing)), to_timestamp($2::bigint),
        to_timestamp($2::bigint), $3, g.urn, g.search_text, g.document::json
      FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[], $11::text[])
        AS g (fingerprint, rule, category, severity, saving, urn, search_text, document)
      ON CONFLICT (account, fingerprint) DO UPDATE SET \(change)
      """,
      [
        .text(scan.account), .integer(scan.readAt), .integer(id), .texts(findings.map(\.fingerprint)),
        .texts(findings.map(\.rule)), .texts(findings.map(\.category)), .texts(findings.map(\.severity)),
        .integers(findings.map { $0.saving ?? Self.missing }), .texts(findings.map(\.urn)),
        .texts(findings.map(\.searchText)), .texts(findings.map(\.document)),
      ])
  }

  private func link(_ findings: ArraySlice<FindingRecord>, to scan: ScanRecord, _ id: Int64) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.advisor_scan_finding (scan_id, finding_id, severity, saving, first_seen)
      SELECT $1, f.id, g.severity, nullif(g.saving, \(Self.missing)), least(f.first_seen, to_timestamp($2::bigint))
      FROM unnest($4::text[], $5::text[], $6::bigint[]) AS g (fingerprint, severity, saving)
      JOIN mcp.advisor_finding f ON f.account = $3 AND f.fingerprint = g.fingerprint
      """,
      [
        .integer(id), .integer(scan.readAt), .text(scan.account), .texts(findings.map(\.fingerprint)),
        .texts(findings.map(\.severity)), .integers(findings.map { $0.saving ?? Self.missing }),
      ])
  }
}
