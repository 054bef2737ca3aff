package import IpaiCore

/// A scan in the history of an account.
package struct ScanHistoryEntry: Codable, Equatable, Sendable {
  /// Its number.
  package var id: Int
  /// The UUID of the account.
  package var account: String
  /// What people called the account.
  package var accountName: String?
  /// When the account was read.
  package var readAt: Timestamp
  /// The version of ipai that scanned it.
  package var version: String
  /// The score, 0 to 100; nil where nothing could be judged.
  package var score: Double?
  /// What all advice saves, in US dollars a month.
  package var saving: Double
  /// How many findings there were of each severity.
  package var counts: SeverityCounts
  /// The number of the scan before, which may be forgotten; nil for the first one, and for one that came late.
  package var comparedWith: Int?
  /// What came and went since the scan before: `new`, `newlyJudged`, `fixed` and `unknown`. Nil where there is none to compare with.
  package var changes: ChangeCounts?

  enum CodingKeys: String, CodingKey {
    case id, account, version, score, saving, counts, changes
    case accountName = "account_name"
    case readAt = "read_at"
    case comparedWith = "compared_with"
  }
}

extension ScanHistoryEntry {
  /// What came and went in scans, by their numbers.
  static func changes(_ rows: [(scan: Int, change: String, count: Int)]) -> [Int: ChangeCounts] {
    var changes: [Int: ChangeCounts] = [:]
    for row in rows {
      guard let change = FindingChange(rawValue: row.change) else { continue }
      changes[row.scan, default: ChangeCounts()][change] = row.count
    }
    return changes
  }
}
