/// What all rules say about an account.
package struct Assessment: Codable, Equatable, Sendable {
  /// The findings: the most severe first, then by rule and resource.
  package var findings: [Finding] = []
  /// How the resources did, by rule.
  package var tallies: [RuleTally] = []
  /// What could not be judged, and why.
  package var notAssessed: [NotAssessed] = []

  /// An assessment with its parts.
  package init(findings: [Finding] = [], tallies: [RuleTally] = [], notAssessed: [NotAssessed] = []) {
    self.findings = findings
    self.tallies = tallies
    self.notAssessed = notAssessed
  }

  enum CodingKeys: String, CodingKey {
    case findings, tallies
    case notAssessed = "not_assessed"
  }
}
