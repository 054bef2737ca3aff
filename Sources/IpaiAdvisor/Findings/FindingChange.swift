/// What became of a finding between two scans of an account.
package enum FindingChange: String, Codable, CaseIterable, Sendable {
  /// It was not there before, which the earlier scan shows.
  case new
  /// The earlier scan could not say whether it was there: its rule or its resource was not judged then. It may be old, so it does not
  /// make a CI job fail where there is a baseline: giving the token a scope, or a newer ipai with more rules, is no fault of anybody.
  case newlyJudged = "newly_judged"
  /// It is gone, which the later scan shows.
  case fixed
  /// The later scan cannot say whether it is gone. Its history goes on.
  case unknown
  /// It is still there, with another severity.
  case changed
  /// It is still there, with the same severity.
  case unchanged
}

extension FindingChange {
  /// What a finding is that an earlier scan did not have.
  package static func appearance(of finding: FindingIdentity, after earlier: ScanCoverage) -> FindingChange {
    earlier.excludes(finding) ? .new : .newlyJudged
  }

  /// What became of a finding that a later scan does not have.
  package static func disappearance(of finding: FindingIdentity, in later: ScanCoverage) -> FindingChange {
    later.excludes(finding) ? .fixed : .unknown
  }

  /// What became of a finding that both scans have.
  package static func change(from before: Severity, to severity: Severity) -> FindingChange {
    before == severity ? .unchanged : .changed
  }
}
