import IpaiCore
import IpaiPostgres

/// The rows of addresses in PostgreSQL.
enum PostgresAddressRows {
  /// Remembers the addresses of a scan. One that comes late changes nothing that is newer.
  static func remember(_ connection: PostgresConnection, _ scan: ScanRecord, isLate: Bool) async throws {
    let condition = isLate ? "WHERE a.last_seen < excluded.last_seen" : ""
    guard !scan.addresses.isEmpty else { return }
    try await connection.query(
      """
      INSERT INTO mcp.advisor_address AS a (account, address, urn, last_seen)
      SELECT $1, g.address, g.urn, to_timestamp($2::bigint) FROM unnest($3::text[], $4::text[]) AS g (address, urn)
      ON CONFLICT (account, address) DO UPDATE
      SET urn = excluded.urn, last_seen = excluded.last_seen \(condition)
      """,
      [
        .text(scan.account), .integer(scan.readAt), .texts(scan.addresses.map(\.address)),
        .texts(scan.addresses.map(\.urn)),
      ])
  }

  /// The addresses of an account.
  static func all(_ connection: PostgresConnection, account: String) async throws -> [String: EarlierAddress] {
    let rows = try await connection.query(
      "SELECT address, urn, extract(epoch FROM last_seen)::bigint FROM mcp.advisor_address WHERE account = $1",
      [.text(StoredText.clean(account))])
    var addresses: [String: EarlierAddress] = [:]
    for row in rows {
      addresses[row.text(0) ?? ""] = EarlierAddress(
        urn: URN(row.text(1) ?? ""), seen: Timestamp(seconds: try row.integer(2) ?? 0))
    }
    return addresses
  }

  /// Removes the addresses of an account.
  static func remove(_ connection: PostgresConnection, account: String) async throws {
    try await connection.query("DELETE FROM mcp.advisor_address WHERE account = $1", [.text(account)])
  }
}
