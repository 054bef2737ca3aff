package import IpaiCore

/// A finding as it is kept, with its history.
package struct StoredFinding: Codable, Equatable, Sendable {
  /// The UUID of the account.
  package var account: String
  /// The finding, with the severity and the saving that it had in the scan that was asked for, and all else as the scan `lastScan` has it.
  package var finding: Finding
  /// Since when it has been there without a break.
  package var firstSeen: Timestamp
  /// When it was seen last.
  package var lastSeen: Timestamp
  /// The number of the latest scan that had it; nil for one of a snapshot.
  package var lastScan: Int?
  /// When a scan did not find it any more; nil where it is still there.
  package var fixedAt: Timestamp?
  /// The suppression that covers it; nil where none does.
  package var suppression: Suppression?
  /// The suppression that covered it until its date, where none does now.
  package var expiredSuppression: Suppression?

  /// A finding with its history.
  package init(
    account: String, finding: Finding, firstSeen: Timestamp, lastSeen: Timestamp, lastScan: Int? = nil,
    fixedAt: Timestamp? = nil, suppression: Suppression? = nil, expiredSuppression: Suppression? = nil
  ) {
    self.account = account
    self.finding = finding
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.lastScan = lastScan
    self.fixedAt = fixedAt
    self.suppression = suppression
    self.expiredSuppression = expiredSuppression
  }

  enum CodingKeys: String, CodingKey {
    case account, finding, suppression
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
    case lastScan = "last_scan"
    case fixedAt = "fixed_at"
    case expiredSuppression = "expired_suppression"
  }
}
