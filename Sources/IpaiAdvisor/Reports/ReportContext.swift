/// What a report says about the scan that it is of, beside what the rules say.
package struct ReportContext: Equatable, Sendable {
  /// Why a finding is left as it is.
  package struct Suppression: Equatable, Sendable {
    /// Why, in the words of who decided it.
    package var reason: String
    /// Who decided it.
    package var owner: String?
    /// When it ends.
    package var expires: FactTime?

    /// A decision with its parts.
    package init(reason: String, owner: String? = nil, expires: FactTime? = nil) {
      self.reason = reason
      self.owner = owner
      self.expires = expires
    }
  }

  /// The name of the account or team.
  package var account: String
  /// When the account was read.
  package var readAt: FactTime
  /// The version of ipai.
  package var version: String
  /// When findings were seen first, by their fingerprints.
  package var firstSeen: [String: FactTime]
  /// The suppressions that are in force, by the fingerprints of their findings.
  package var suppressions: [String: Suppression]
  /// How well the account follows the rules; nil where that is not said.
  package var score: ScoreSummary?

  /// A scan of an account.
  package init(
    account: String, readAt: FactTime, version: String, firstSeen: [String: FactTime] = [:],
    suppressions: [String: Suppression] = [:], score: ScoreSummary? = nil
  ) {
    self.account = account
    self.readAt = readAt
    self.version = version
    self.firstSeen = firstSeen
    self.suppressions = suppressions
    self.score = score
  }

  /// The findings that are not suppressed: the most severe first, then those that save most.
  func open(_ assessment: Assessment) -> [Finding] {
    assessment.findings.filter { suppressions[$0.fingerprint] == nil }.sorted(by: FindingOrder.isBefore)
  }

  /// The findings that are suppressed, each with why, in the same order.
  func suppressed(_ assessment: Assessment) -> [(finding: Finding, suppression: Suppression)] {
    assessment.findings.sorted(by: FindingOrder.isBefore).compactMap { finding in
      suppressions[finding.fingerprint].map { (finding, $0) }
    }
  }
}
