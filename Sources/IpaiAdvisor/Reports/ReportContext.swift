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
  /// What became of all findings since an earlier scan, by their fingerprints; nil where there is none to compare with.
  package var changes: [String: FindingChange]?
  /// What makes a job of CI fail; nil where nothing was asked for.
  package var failing: FailingFindings?
  /// The number under which the scan was recorded; nil for one that was not.
  package var scan: Int?

  /// A scan of an account.
  package init(
    account: String, readAt: FactTime, version: String, firstSeen: [String: FactTime] = [:],
    suppressions: [String: Suppression] = [:], score: ScoreSummary? = nil,
    changes: [String: FindingChange]? = nil, failing: FailingFindings? = nil, scan: Int? = nil
  ) {
    self.account = account
    self.readAt = readAt
    self.version = version
    self.firstSeen = firstSeen
    self.suppressions = suppressions
    self.score = score
    self.changes = changes
    self.failing = failing
    self.scan = scan
  }

  /// What lists all findings of a rule, or all that there are, without reading the account anew where that can be: a command for a scan
  /// that was recorded, options for any other.
  package func listing(rule: String? = nil) -> String {
    let rule = rule.map { "--rule \($0) " } ?? ""
    return scan.map { "ipai advisor findings --scan \($0) \(rule)--all" } ?? rule + "--format jsonl"
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
