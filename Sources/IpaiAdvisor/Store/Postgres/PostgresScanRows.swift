import IpaiCore
import IpaiPostgres

/// The rows of scans in PostgreSQL.
enum PostgresScanRows {
  private static let columns = """
    SELECT id, account, account_name, extract(epoch FROM read_at)::bigint, extract(epoch FROM finished_at)::bigint, version, score,
      saving, critical, high, medium, low, info, tallies::text, not_assessed::text, states::text
    FROM mcp.advisor_scan
    """

  /// Keeps others from recording and forgetting scans until the transaction ends; they may read.
  static func lock(_ connection: PostgresConnection) async throws {
    try await connection.query("LOCK TABLE mcp.advisor_scan IN SHARE ROW EXCLUSIVE MODE")
  }

  /// Adds a scan that is compared with another one, and returns its number.
  static func insert(
    _ connection: PostgresConnection, _ scan: ScanRecord, comparedWith earlier: Int64?
  ) async throws -> Int64 {
    let counts = scan.counts
    let rows = try await connection.query(
      """
      INSERT INTO mcp.advisor_scan (
        account, account_name, read_at, finished_at, version, score, saving, critical, high, medium, low, info, tallies,
        not_assessed, states, coverage, compared_with)
      VALUES (
        $1, $2, to_timestamp($3::bigint), to_timestamp($4::bigint), $5, $6::float8, $7, $8, $9, $10, $11, $12, $13::json, $14::json,
        $15::json, $16::json, $17)
      RETURNING id
      """,
      [
        .text(scan.account), PostgresValue(scan.accountName), .integer(scan.readAt), .integer(scan.finishedAt),
        .text(scan.version), scan.score.map { .real($0) } ?? .null, .integer(scan.saving),
        .integer(Int64(counts.critical)), .integer(Int64(counts.high)), .integer(Int64(counts.medium)),
        .integer(Int64(counts.low)), .integer(Int64(counts.info)), .text(scan.tallies), .text(scan.notAssessed),
        .text(scan.states), .text(scan.coverageText), PostgresValue(earlier),
      ])
    guard let id = try rows.first?.integer(0) else { throw IpaiError(.internal, "a scan got no number") }
    return id
  }

  /// Whether another scan of the account was read after this one and before its end. One from the future had a wrong clock.
  static func isLate(_ connection: PostgresConnection, _ scan: ScanRecord) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT EXISTS (
        SELECT FROM mcp.advisor_scan
        WHERE account = $1 AND read_at > to_timestamp($2::bigint) AND read_at <= to_timestamp($3::bigint))
      """, [.text(scan.account), .integer(scan.readAt), .integer(scan.finishedAt)])
    return rows.first?.boolean(0) ?? false
  }

  /// The scan of the account that was read last before one that is not late; nil when there is none. Where all others have a clock that
  /// went wrong, it is the one that was recorded last.
  static func earlier(_ connection: PostgresConnection, than scan: ScanRecord) async throws -> EarlierScan? {
    let rows = try await connection.query(
      """
      SELECT id, coverage::text, tallies::text, not_assessed::text, states::text FROM mcp.advisor_scan WHERE id = (
        SELECT id FROM mcp.advisor_scan WHERE account = $1
        ORDER BY read_at <= to_timestamp($2::bigint) DESC,
          CASE WHEN read_at <= to_timestamp($2::bigint) THEN read_at END DESC NULLS LAST, id DESC LIMIT 1)
      """, [.text(scan.account), .integer(scan.readAt)])
    return try rows.first.map { row in
      try EarlierScan(
        try row.integer(0) ?? 0, coverage: row.text(1), tallies: row.text(2) ?? "", notAssessed: row.text(3) ?? "",
        states: row.text(4) ?? "")
    }
  }

  /// The account of a scan, and when it was read. Throws `IpaiError(.notFound)` when there is no such scan.
  static func place(_ connection: PostgresConnection, of id: Int) async throws -> ScanPair.Place {
    let rows = try await connection.query(
      "SELECT account, extract(epoch FROM read_at)::bigint FROM mcp.advisor_scan WHERE id = $1", [.integer(Int64(id))])
    guard let row = rows.first else { throw AdvisorErrors.unknown(scan: id) }
    return ScanPair.Place(id: id, account: row.text(0) ?? "", readAt: try row.integer(1) ?? 0)
  }

  /// What a scan covers. Throws `IpaiError(.notFound)` when there is no such scan.
  static func coverage(_ connection: PostgresConnection, of id: Int) async throws -> ScanCoverage {
    let rows = try await connection.query(
      "SELECT coverage::text, tallies::text, not_assessed::text, states::text FROM mcp.advisor_scan WHERE id = $1",
      [.integer(Int64(id))])
    guard let row = rows.first else { throw AdvisorErrors.unknown(scan: id) }
    return try ScanCoverage(
      row.text(0), tallies: row.text(1) ?? "", notAssessed: row.text(2) ?? "", states: row.text(3) ?? "")
  }

  /// The scans of an account, or of all, newest first: at most `most`, of those before a number.
  static func list(
    _ connection: PostgresConnection, account: String?, most: Int, before: Int?
  ) async throws -> [StoredScan] {
    let rows = try await connection.query(
      columns + """
         WHERE ($1::text IS NULL OR account = $1) AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
        """,
      [
        PostgresValue(account.map(StoredText.clean)), PostgresValue(before.map(Int64.init)),
        .integer(Int64(max(most, 0))),
      ])
    return try rows.map(scan)
  }

  /// A scan; nil when there is none of this number.
  static func scan(_ connection: PostgresConnection, _ id: Int) async throws -> StoredScan? {
    try await connection.query(columns + " WHERE id = $1", [.integer(Int64(id))]).first.map(scan)
  }

  /// The account of a scan. Throws `IpaiError(.notFound)` when there is no such scan.
  static func account(_ connection: PostgresConnection, of id: Int) async throws -> String {
    let rows = try await connection.query("SELECT account FROM mcp.advisor_scan WHERE id = $1", [.integer(Int64(id))])
    guard let account = rows.first?.text(0) else { throw AdvisorErrors.unknown(scan: id) }
    return account
  }

  /// Removes the scans of an account with their findings, and returns how many there were.
  static func remove(_ connection: PostgresConnection, account: String) async throws -> Int {
    try await connection.query("DELETE FROM mcp.advisor_scan WHERE account = $1", [.text(account)]).changed
  }

  /// Removes the scans that were read before a time, with the findings that no later one had, and returns how many scans there were.
  static func remove(_ connection: PostgresConnection, before date: Timestamp, account: String?) async throws -> Int {
    try await connection.query(
      "DELETE FROM mcp.advisor_scan WHERE read_at < to_timestamp($1::bigint) AND ($2::text IS NULL OR account = $2)",
      [.integer(date.seconds), PostgresValue(account.map(StoredText.clean))]
    ).changed
  }

  private static func scan(_ row: PostgresRow) throws -> StoredScan {
    var counts = SeverityCounts()
    counts.critical = try row.count(8)
    counts.high = try row.count(9)
    counts.medium = try row.count(10)
    counts.low = try row.count(11)
    counts.info = try row.count(12)
    return StoredScan(
      id: try row.count(0), account: row.text(1) ?? "", accountName: row.text(2),
      readAt: Timestamp(seconds: try row.integer(3) ?? 0), finishedAt: Timestamp(seconds: try row.integer(4) ?? 0),
      version: row.text(5) ?? "", score: try row.real(6), saving: Cents.dollars(try row.integer(7) ?? 0),
      counts: counts, tallies: try StoredJSON.value(row.text(13) ?? ""),
      notAssessed: try StoredJSON.value(row.text(14) ?? ""), states: try StoredJSON.states(row.text(15) ?? ""))
  }
}
