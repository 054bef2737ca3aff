package import IpaiCore
package import IpaiPostgres

/// Keeps scans and their findings in a PostgreSQL database.
package struct PostgresAdvisorStore: AdvisorStore {
  private let pool: PostgresPool

  /// Keeps them in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func record(_ scan: NewScan) async throws -> Int {
    let scan = try ScanRecord(scan)
    return try await pool.transaction { connection in
      try await PostgresScanRows.lock(connection)
      let isLate = try await PostgresScanRows.isLate(connection, scan)
      let earlier = isLate ? nil : try await PostgresScanRows.earlier(connection, than: scan)
      let id = try await PostgresScanRows.insert(connection, scan, comparedWith: earlier?.id)
      try await PostgresFindingWriter(connection).record(scan, of: id, isLate: isLate)
      if !isLate { try await PostgresChangeRows.record(connection, scan, of: id, after: earlier) }
      try await PostgresAddressRows.remember(connection, scan, isLate: isLate)
      return Int(id)
    }
  }

  package func scans(account: String?, most: Int, before: Int?) async throws -> [StoredScan] {
    try await pool.withConnection {
      try await PostgresScanRows.list($0, account: account, most: most, before: before)
    }
  }

  package func scan(_ id: Int) async throws -> StoredScan {
    let scan = try await pool.withConnection { try await PostgresScanRows.scan($0, id) }
    guard let scan else { throw AdvisorErrors.unknown(scan: id) }
    return scan
  }

  package func latest(account: String?) async throws -> StoredScan? {
    try await scans(account: account, most: 1, before: nil).first
  }

  package func findings(
    of scan: Int, _ filter: FindingFilter, _ page: FindingPageRequest, at now: Timestamp
  ) async throws -> FindingPage {
    try await pool.snapshot { connection in
      let account = try await PostgresScanRows.account(connection, of: scan)
      let suppressions = try await PostgresSuppressionRows.unremoved(connection, at: now)
      let active = SuppressionSet(suppressions, account: account)
      let rows = try await PostgresFindingRows.page(connection, of: scan, filter, active, page)
      return try FindingPage(rows, most: page.most, suppressions, account: account)
    }
  }

  package func finding(_ prefix: String, account: String?, at now: Timestamp) async throws -> StoredFinding {
    let digits = try StoredText.prefix(prefix)
    return try await pool.snapshot { connection in
      let rows = try await PostgresFindingRows.named(
        connection, digits, account: account, most: AdvisorErrors.mostNamed + 1)
      let suppressions = try await PostgresSuppressionRows.unremoved(connection, at: now)
      return try AdvisorErrors.single(rows, digits, suppressions)
    }
  }

  package func fingerprints(of scan: Int) async throws -> Set<String> {
    try await pool.snapshot { connection in
      _ = try await PostgresScanRows.account(connection, of: scan)
      return try await PostgresFindingRows.fingerprints(connection, of: scan)
    }
  }

  package func difference(
    _ one: Int, _ other: Int, _ request: ChangeRequest, at now: Timestamp
  ) async throws -> ScanDifference {
    let wantsAll = request.changes.contains(.unchanged)
    return try await pool.snapshot { connection in
      let (first, second) = try ScanPair.ordered(
        await PostgresScanRows.place(connection, of: one), await PostgresScanRows.place(connection, of: other))
      let earlier = try await PostgresScanRows.coverage(connection, of: first.id)
      let later = try await PostgresScanRows.coverage(connection, of: second.id)
      let rows = PostgresDifferenceRows(connection)
      let came = try await rows.rows(of: second.id, other: first.id, wantsAll ? .all : .changed)
      let went = try await rows.rows(of: first.id, other: second.id, .alone)
      let unchanged = wantsAll ? 0 : try await rows.unchanged(first.id, second.id)
      let suppressions = try await PostgresSuppressionRows.unremoved(connection, at: now)
      return try ScanDifference(
        ScanPair(first, second, earlier, later), came: came, went: went, unchanged: unchanged, request, suppressions)
    }
  }

  package func history(account: String?, most: Int, before: Int?) async throws -> [ScanHistoryEntry] {
    try await pool.snapshot {
      try await PostgresDifferenceRows($0).history(account: account, most: most, before: before)
    }
  }

  package func changes(in scan: Int, _ request: ChangeRequest, at now: Timestamp) async throws -> [ChangedFinding] {
    try await pool.snapshot { connection in
      let account = try await PostgresScanRows.account(connection, of: scan)
      let rows = try await PostgresDifferenceRows(connection).recorded(in: scan)
      let suppressions = try await PostgresSuppressionRows.unremoved(connection, at: now)
      return try ChangedFinding.page(rows, request, suppressions, account: account)
    }
  }

  package func fixed(
    since date: Timestamp, account: String?, most: Int, at now: Timestamp
  ) async throws -> [StoredFinding] {
    try await pool.snapshot { connection in
      let suppressions = try await PostgresSuppressionRows.unremoved(connection, at: now)
      return try await PostgresFindingRows.fixed(connection, since: date, account: account, most: most)
        .map { try $0.finding(suppressions) }
    }
  }

  package func coverage(of scan: Int) async throws -> ScanCoverage {
    try await pool.withConnection { try await PostgresScanRows.coverage($0, of: scan) }
  }

  package func firstSeen(account: String) async throws -> [String: Timestamp] {
    try await pool.withConnection { try await PostgresFindingRows.firstSeen($0, account: account) }
  }

  package func suppress(_ suppression: NewSuppression, at now: Timestamp) async throws -> Suppression {
    let suppression = try suppression.checked(at: now)
    return try await pool.transaction { connection in
      // Of two who suppress the same at once, one waits here for the other.
      try await connection.query("LOCK TABLE mcp.advisor_suppression IN SHARE ROW EXCLUSIVE MODE")
      let known = try await PostgresSuppressionRows.unremoved(connection, at: now)
      try AdvisorErrors.check(suppression, isNewAmong: known)
      return try await PostgresSuppressionRows.insert(connection, suppression, at: now)
    }
  }

  package func unsuppress(_ id: Int, at now: Timestamp) async throws -> Suppression {
    let removed = try await pool.transaction { try await PostgresSuppressionRows.remove($0, id, at: now) }
    guard let removed else { throw AdvisorErrors.unknown(suppression: id) }
    return removed
  }

  package func suppressions(includesEnded: Bool, at now: Timestamp) async throws -> [Suppression] {
    let all = try await pool.withConnection { try await PostgresSuppressionRows.all($0, at: now) }
    return includesEnded ? all : all.filter { $0.state == .active }
  }

  package func earlierAddresses(account: String) async throws -> [String: EarlierAddress] {
    try await pool.withConnection { try await PostgresAddressRows.all($0, account: account) }
  }

  package func forget(account: String) async throws -> Int {
    let account = StoredText.clean(account)
    return try await pool.transaction { connection in
      try await PostgresScanRows.lock(connection)
      let count = try await PostgresScanRows.remove(connection, account: account)
      try await PostgresAddressRows.remove(connection, account: account)
      try await PostgresSuppressionRows.remove(connection, account: account)
      return count
    }
  }

  package func forget(scansBefore date: Timestamp, account: String?) async throws -> Int {
    try await pool.transaction { connection in
      try await PostgresScanRows.lock(connection)
      return try await PostgresScanRows.remove(connection, before: date, account: account)
    }
  }
}
