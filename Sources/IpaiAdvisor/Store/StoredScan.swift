package import IpaiCore

/// A scan that was recorded.
package struct StoredScan: Codable, Equatable, Sendable {
  /// Its number, which grows with each scan.
  package var id: Int
  /// The UUID of the account.
  package var account: String
  /// What people called the account.
  package var accountName: String?
  /// When the account was read.
  package var readAt: Timestamp
  /// When all of it was judged.
  package var finishedAt: Timestamp
  /// The version of ipai that scanned it.
  package var version: String
  /// The score, 0 to 100; nil where nothing could be judged.
  package var score: Double?
  /// What all advice saves, in US dollars a month.
  package var saving: Double
  /// How many findings there were of each severity.
  package var counts: SeverityCounts
  /// How the resources did, by rule.
  package var tallies: [RuleTally]
  /// What could not be judged, and why.
  package var notAssessed: [NotAssessed]
  /// How much was read of each part.
  package var states: [Collection: CollectionState]

  enum CodingKeys: String, CodingKey {
    case id, account, version, score, saving, counts, tallies, states
    case accountName = "account_name"
    case readAt = "read_at"
    case finishedAt = "finished_at"
    case notAssessed = "not_assessed"
  }
}
