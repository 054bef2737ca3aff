import GRDB
package import IpaiCore
package import IpaiDatabase

/// Keeps scans and their findings in a local database.
package struct SQLiteAdvisorStore: AdvisorStore {
  private let database: DatabaseFile

  /// Keeps them in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func record(_ scan: NewScan) throws -> Int {
    let scan = try ScanRecord(scan)
    return try database.write { db in
      let isLate = try ScanRows.isLate(db, scan)
      let earlier = isLate ? nil : try ScanRows.earlier(db, than: scan)
      let id = try ScanRows.insert(db, scan, comparedWith: earlier?.id)
      try FindingRows.record(db, scan, of: id, isLate: isLate)
      if !isLate { try ChangeRows.record(db, scan, of: id, after: earlier) }
      try AddressRows.remember(db, scan, isLate: isLate)
      return Int(id)
    }
  }

  package func scans(account: String?, most: Int, before: Int?) throws -> [StoredScan] {
    try database.read { try ScanRows.list($0, account: account, most: most, before: before) }
  }

  package func scan(_ id: Int) throws -> StoredScan {
    guard let scan = try database.read({ try ScanRows.scan($0, id) }) else { throw AdvisorErrors.unknown(scan: id) }
    return scan
  }

  package func latest(account: String?) throws -> StoredScan? {
    try scans(account: account, most: 1, before: nil).first
  }

  package func findings(
    of scan: Int, _ filter: FindingFilter, _ page: FindingPageRequest, at now: Timestamp
  ) throws -> FindingPage {
    try database.read { db in
      let account = try ScanRows.account(db, of: scan)
      let suppressions = try SuppressionRows.unremoved(db, at: now)
      let active = SuppressionSet(suppressions, account: account)
      let rows = try FindingRows.page(db, of: scan, filter, active, page)
      return try FindingPage(rows, most: page.most, suppressions, account: account)
    }
  }

  package func finding(_ prefix: String, account: String?, at now: Timestamp) throws -> StoredFinding {
    let digits = try StoredText.prefix(prefix)
    return try database.read { db in
      let rows = try FindingRows.named(db, digits, account: account, most: AdvisorErrors.mostNamed + 1)
      return try AdvisorErrors.single(rows, digits, SuppressionRows.unremoved(db, at: now))
    }
  }

  package func fingerprints(of scan: Int) throws -> Set<String> {
    try database.read { db in
      _ = try ScanRows.account(db, of: scan)
      return try FindingRows.fingerprints(db, of: scan)
    }
  }

  package func difference(
    _ one: Int, _ other: Int, _ request: ChangeRequest, at now: Timestamp
  ) throws -> ScanDifference {
    try database.read { db in
      let pair = try ScanPair(ScanRows.place(db, of: one), ScanRows.place(db, of: other)) {
        try ScanRows.coverage(db, of: $0)
      }
      return try ScanDifference(
        pair,
        came: ChangeRows.rows(
          db, of: pair.to, other: pair.from, request.changes.contains(.unchanged) ? .all : .changed),
        went: ChangeRows.rows(db, of: pair.from, other: pair.to, .alone),
        unchanged: request.changes.contains(.unchanged) ? 0 : ChangeRows.unchanged(db, pair.from, pair.to), request,
        SuppressionRows.unremoved(db, at: now))
    }
  }

  package func history(account: String?, most: Int, before: Int?) throws -> [ScanHistoryEntry] {
    try database.read { try ChangeRows.history($0, account: account, most: most, before: before) }
  }

  package func changes(in scan: Int, _ request: ChangeRequest, at now: Timestamp) throws -> [ChangedFinding] {
    try database.read { db in
      let account = try ScanRows.account(db, of: scan)
      return try ChangedFinding.page(
        ChangeRows.recorded(db, in: scan), request, SuppressionRows.unremoved(db, at: now), account: account)
    }
  }

  package func fixed(
    since date: Timestamp, account: String?, most: Int, at now: Timestamp
  ) throws -> [StoredFinding] {
    try database.read { db in
      let suppressions = try SuppressionRows.unremoved(db, at: now)
      return try FindingRows.fixed(db, since: date, account: account, most: most).map { try $0.finding(suppressions) }
    }
  }

  package func coverage(of scan: Int) throws -> ScanCoverage {
    try database.read { try ScanRows.coverage($0, of: scan) }
  }

  package func firstSeen(account: String) throws -> [String: Timestamp] {
    try database.read { try FindingRows.firstSeen($0, account: account) }
  }

  package func suppress(_ suppression: NewSuppression, at now: Timestamp) throws -> Suppression {
    let suppression = try suppression.checked(at: now)
    return try database.write { db in
      try AdvisorErrors.check(suppression, isNewAmong: SuppressionRows.unremoved(db, at: now))
      return try SuppressionRows.insert(db, suppression, at: now)
    }
  }

  package func unsuppress(_ id: Int, at now: Timestamp) throws -> Suppression {
    try database.write { db in
      guard let removed = try SuppressionRows.remove(db, id, at: now) else {
        throw AdvisorErrors.unknown(suppression: id)
      }
      return removed
    }
  }

  package func suppressions(includesEnded: Bool, at now: Timestamp) throws -> [Suppression] {
    let all = try database.read { try SuppressionRows.all($0, at: now) }
    return includesEnded ? all : all.filter { $0.state == .active }
  }

  package func earlierAddresses(account: String) throws -> [String: EarlierAddress] {
    try database.read { try AddressRows.all($0, account: account) }
  }

  package func forget(account: String) throws -> Int {
    let account = StoredText.clean(account)
    return try database.write { db in
      let count = try ScanRows.remove(db, account: account)
      try AddressRows.remove(db, account: account)
      try SuppressionRows.remove(db, account: account)
      return count
    }
  }

  package func forget(scansBefore date: Timestamp, account: String?) throws -> Int {
    try database.write { try ScanRows.remove($0, before: date, account: account) }
  }
}
