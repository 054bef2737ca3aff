import GRDB
import IpaiCore

/// The rows of addresses.
enum AddressRows {
  /// Remembers the addresses of a scan. One that comes late changes nothing that is newer.
  static func remember(_ db: Database, _ scan: ScanRecord, isLate: Bool) throws {
    let condition = isLate ? "WHERE last_seen < excluded.last_seen" : ""
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO advisor_address (account, address, urn, last_seen) VALUES (?, ?, ?, ?)
        ON CONFLICT (account, address) DO UPDATE SET urn = excluded.urn, last_seen = excluded.last_seen \(condition)
        """)
    for (address, urn) in scan.addresses {
      try statement.execute(arguments: [scan.account, address, urn, scan.readAt])
    }
  }

  /// The addresses of an account.
  static func all(_ db: Database, account: String) throws -> [String: EarlierAddress] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT address, urn, last_seen FROM advisor_address WHERE account = ?",
      arguments: [StoredText.clean(account)])
    return Dictionary(
      rows.map { ($0[0], EarlierAddress(urn: URN($0[1] as String), seen: Timestamp(seconds: $0[2]))) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Removes the addresses of an account.
  static func remove(_ db: Database, account: String) throws {
    try db.execute(sql: "DELETE FROM advisor_address WHERE account = ?", arguments: [account])
  }
}
