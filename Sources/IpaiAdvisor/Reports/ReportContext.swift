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

  /// A scan of an account.
  package init(
    account: String, readAt: FactTime, version: String, firstSeen: [String: FactTime] = [:],
    suppressions: [String: Suppression] = [:]
  ) {
    self.account = account
    self.readAt = readAt
    self.version = version
    self.firstSeen = firstSeen
    self.suppressions = suppressions
  }

  /// The findings that are not suppressed: the most severe first, then those that save most.
  func open(_ assessment: Assessment) -> [Finding] {
    assessment.findings.filter { suppressions[$0.fingerprint] == nil }.sorted(by: FindingOrder.isBefore)
  }
}
