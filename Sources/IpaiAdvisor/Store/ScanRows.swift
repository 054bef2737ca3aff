import GRDB
import IpaiCore

/// The rows of scans.
enum ScanRows {
  private static let columns = """
    id, account, account_name, read_at, finished_at, version, score, saving, critical, high, medium, low, info, tallies,
      not_assessed, states
    """

  /// Adds a scan that is compared with another one, and returns its number.
  static func insert(_ db: Database, _ scan: ScanRecord, comparedWith earlier: Int64?) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO advisor_scan (
          account, account_name, read_at, finished_at, version, score, saving, critical, high, medium, low, info, tallies,
          not_assessed, states, coverage, compared_with)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        scan.account, scan.accountName, scan.readAt, scan.finishedAt, scan.version, scan.score, scan.saving,
        scan.counts.critical, scan.counts.high, scan.counts.medium, scan.counts.low, scan.counts.info, scan.tallies,
        scan.notAssessed, scan.states, scan.coverageText, earlier,
      ])
    return db.lastInsertedRowID
  }

  /// Whether another scan of the account was read after this one and before its end. One from the future had a wrong clock.
  static func isLate(_ db: Database, _ scan: ScanRecord) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM advisor_scan WHERE account = ?1 AND read_at > ?2 AND read_at <= ?3)",
      arguments: [scan.account, scan.readAt, scan.finishedAt]) ?? false
  }

  /// The scan of the account that was read last before one that is not late; nil when there is none. Where all others have a clock that
  /// went wrong, it is the one that was recorded last.
  static func earlier(_ db: Database, than scan: ScanRecord) throws -> EarlierScan? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, coverage, tallies, not_assessed, states FROM advisor_scan WHERE id = (
          SELECT id FROM advisor_scan WHERE account = ?1
          ORDER BY read_at <= ?2 DESC, iif(read_at <= ?2, read_at, 0) DESC, id DESC LIMIT 1)
        """, arguments: [scan.account, scan.readAt]
    ).map { row in
      try EarlierScan(row[0], coverage: row[1], tallies: row[2], notAssessed: row[3], states: row[4])
    }
  }

  /// The account of a scan, and when it was read. Throws `IpaiError(.notFound)` when there is no such scan.
  static func place(_ db: Database, of id: Int) throws -> ScanPair.Place {
    let row = try Row.fetchOne(db, sql: "SELECT account, read_at FROM advisor_scan WHERE id = ?", arguments: [id])
    guard let row else { throw AdvisorErrors.unknown(scan: id) }
    return ScanPair.Place(id: id, account: row[0], readAt: row[1])
  }

  /// What a scan covers. Throws `IpaiError(.notFound)` when there is no such scan.
  static func coverage(_ db: Database, of id: Int) throws -> ScanCoverage {
    let row = try Row.fetchOne(
      db, sql: "SELECT coverage, tallies, not_assessed, states FROM advisor_scan WHERE id = ?", arguments: [id])
    guard let row else { throw AdvisorErrors.unknown(scan: id) }
    return try ScanCoverage(row[0], tallies: row[1], notAssessed: row[2], states: row[3])
  }

  /// The scans of an account, or of all, newest first: at most `most`, of those before a number.
  static func list(_ db: Database, account: String?, most: Int, before: Int?) throws -> [StoredScan] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns) FROM advisor_scan
        WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3
        """, arguments: [account.map(StoredText.clean), before, max(most, 0)]
    ).map(scan)
  }

  /// A scan; nil when there is none of this number.
  static func scan(_ db: Database, _ id: Int) throws -> StoredScan? {
    try Row.fetchOne(db, sql: "SELECT \(columns) FROM advisor_scan WHERE id = ?", arguments: [id]).map(scan)
  }

  /// The account of a scan. Throws `IpaiError(.notFound)` when there is no such scan.
  static func account(_ db: Database, of id: Int) throws -> String {
    let account = try String.fetchOne(db, sql: "SELECT account FROM advisor_scan WHERE id = ?", arguments: [id])
    guard let account else { throw AdvisorErrors.unknown(scan: id) }
    return account
  }

  /// Removes the scans of an account with their findings, and returns how many there were.
  static func remove(_ db: Database, account: String) throws -> Int {
    try db.execute(sql: "DELETE FROM advisor_scan WHERE account = ?", arguments: [account])
    return db.changesCount
  }

  /// Removes the scans that were read before a time, with the findings that no later one had, and returns how many scans there were.
  static func remove(_ db: Database, before date: Timestamp, account: String?) throws -> Int {
    try db.execute(
      sql: "DELETE FROM advisor_scan WHERE read_at < ?1 AND (?2 IS NULL OR account = ?2)",
      arguments: [date.seconds, account.map(StoredText.clean)])
    return db.changesCount
  }

  private static func scan(_ row: Row) throws -> StoredScan {
    var counts = SeverityCounts()
    counts.critical = row["critical"]
    counts.high = row["high"]
    counts.medium = row["medium"]
    counts.low = row["low"]
    counts.info = row["info"]
    return StoredScan(
      id: row["id"], account: row["account"], accountName: row["account_name"],
      readAt: Timestamp(seconds: row["read_at"]), finishedAt: Timestamp(seconds: row["finished_at"]),
      version: row["version"], score: row["score"], saving: Cents.dollars(row["saving"]), counts: counts,
      tallies: try StoredJSON.value(row["tallies"]), notAssessed: try StoredJSON.value(row["not_assessed"]),
      states: try StoredJSON.states(row["states"]))
  }
}
