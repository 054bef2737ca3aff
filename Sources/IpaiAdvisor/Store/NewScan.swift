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
  /// The rules whose findings are fixed when they are not there any more.
  package var judgedRules: Set<String>

  /// A scan with its parts.
  package init(
    account: String, accountName: String? = nil, readAt: Timestamp, finishedAt: Timestamp, version: String,
    score: Double? = nil, saving: Double = 0, assessment: Assessment, states: [Collection: CollectionState] = [:],
    addresses: [String: URN] = [:], rules: [Rule] = RuleList.all
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
    judgedRules = Self.judged(assessment, states, rules)
  }

  /// A rule that was not asked, that could not be judged, or that did not see all resources says nothing of what is not there.
  private static func judged(
    _ assessment: Assessment, _ states: [Collection: CollectionState], _ rules: [Rule]
  ) -> Set<String> {
    var judged = Set(assessment.tallies.map(\.rule))
    judged.subtract(assessment.notAssessed.filter { $0.resources == nil }.map(\.rule))
    for rule in rules where rule.subjects.contains(where: { states[$0]?.status == .partial }) { judged.remove(rule.id) }
    return judged
  }
}
