import IpaiCore

/// What is read of a finding.
struct FindingRow: Sendable {
  let account: String
  let document: String
  let severity: String
  let saving: Int64?
  let firstSeen: Int64
  let lastSeen: Int64
  let lastScan: Int
  let fixedAt: Int64?

  /// The finding, with the suppressions among `suppressions` that are about it. Throws `IpaiError(.unavailable)` for what is not readable.
  func finding(_ suppressions: [Suppression]) throws -> StoredFinding {
    try finding(
      active: SuppressionSet(suppressions, account: account),
      expired: SuppressionSet(suppressions, account: account, state: .expired))
  }

  func finding(active: SuppressionSet, expired: SuppressionSet) throws -> StoredFinding {
    var finding = try StoredJSON.value(document, Finding.self)
    finding.severity = Severity(rawValue: severity) ?? finding.severity
    finding.saving = money(finding.saving)
    let suppression = active.covering(finding)
    return StoredFinding(
      account: account, finding: finding, firstSeen: Timestamp(seconds: firstSeen),
      lastSeen: Timestamp(seconds: lastSeen), lastScan: lastScan, fixedAt: fixedAt.map { Timestamp(seconds: $0) },
      suppression: suppression, expiredSuppression: suppression == nil ? expired.covering(finding) : nil)
  }

  /// The amount of the scan. The formula is kept of the latest one alone.
  private func money(_ latest: Finding.Money?) -> Finding.Money? {
    guard let saving else { return nil }
    if let latest, Cents.of(latest.monthly) == saving { return latest }
    return Finding.Money(
      monthly: Cents.dollars(saving), formula: "as it was computed in that scan", source: latest?.source ?? "",
      certainty: latest?.certainty ?? .estimate)
  }

  /// Where a page ends after this finding.
  static func cursor(_ finding: StoredFinding) -> FindingCursor {
    FindingCursor(
      severity: finding.finding.severity, saving: finding.finding.saving.map { Cents.of($0.monthly) } ?? 0,
      fingerprint: finding.finding.fingerprint)
  }
}

extension FindingPage {
  /// The page of at most `most` rows; one more row tells that another page follows.
  init(_ rows: [FindingRow], most: Int?, _ suppressions: [Suppression], account: String) throws {
    let active = SuppressionSet(suppressions, account: account)
    let expired = SuppressionSet(suppressions, account: account, state: .expired)
    findings = try rows.prefix(most ?? .max).map { try $0.finding(active: active, expired: expired) }
    next = rows.count > findings.count ? findings.last.map(FindingRow.cursor) : nil
  }
}

extension Severity {
  /// The place among severities, from 0 for `info` on.
  var place: Int64 { Int64(Self.allCases.firstIndex(of: self) ?? 0) }
}
