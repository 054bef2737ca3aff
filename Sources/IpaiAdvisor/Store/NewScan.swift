package import IpaiCore

/// A scan that is to be recorded: of which account it is, what the rules said, and how that was weighed.
package struct NewScan: Sendable {
  /// The UUID of the account, 1 to 255 bytes.
  package var account: String
  /// What people call the account.
  package var accountName: String?
  /// When the account was read.
  package var readAt: Timestamp
  /// When all of it was judged.
  package var finishedAt: Timestamp
  /// The version of ipai.
  package var version: String
  /// The score, 0 to 100; nil where nothing could be judged.
  package var score: Double?
  /// What all advice saves, in US dollars a month.
  package var saving: Double
  /// How many findings there are of each severity.
  package var counts: SeverityCounts
  /// What the rules said.
  package var assessment: Assessment
  /// How much was read of each part.
  package var states: [Collection: CollectionState]
  /// The addresses of the account, with who has each.
  package var addresses: [String: URN]
  /// What it says of findings that it does not have.
  package var coverage: ScanCoverage

  /// A scan with its parts; without `resources` it is not known which there were.
  package init(
    account: String, accountName: String? = nil, readAt: Timestamp, finishedAt: Timestamp, version: String,
    score: Double? = nil, saving: Double = 0, assessment: Assessment, states: [Collection: CollectionState] = [:],
    addresses: [String: URN] = [:], resources: Set<URN>? = nil, rules: [Rule] = RuleList.all
  ) {
    self.account = account
    self.accountName = accountName
    self.readAt = readAt
    self.finishedAt = finishedAt
    self.version = version
    self.score = score
    self.saving = saving
    self.assessment = assessment
    self.states = states
    self.addresses = addresses
    counts = SeverityCounts(assessment.findings)
    coverage = ScanCoverage(assessment, states: states, resources: resources, rules: rules)
  }
}
