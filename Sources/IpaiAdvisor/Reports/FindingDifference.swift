/// What became of the findings of one assessment in a later one.
package struct FindingDifference: Equatable, Sendable {
  /// A finding whose severity is not what it was.
  package struct Change: Equatable, Sendable {
    /// The severity that it had.
    package let before: Severity
    /// The finding as it is.
    package let finding: Finding
  }

  /// Findings that were not there.
  package private(set) var new: [Finding] = []
  /// Findings that are gone, where their rule could judge everything.
  package private(set) var fixed: [Finding] = []
  package private(set) var changed: [Change] = []
  /// Findings that are still there, as they are now.
  package private(set) var unchanged: [Finding] = []
  /// Findings that are gone, where their rule or resource could not be assessed, so that they may not be fixed.
  package private(set) var unknown: [Finding] = []

  /// Compares two assessments by fingerprints; `states` says how much of the account was read for the later one.
  package init(
    from old: Assessment, to current: Assessment, states: [Collection: CollectionState], rules: [Rule] = RuleList.all
  ) {
    let before = Self.byFingerprint(old.findings)
    let after = Self.byFingerprint(current.findings)
    for finding in current.findings.sorted(by: FindingOrder.isBefore) {
      switch before[finding.fingerprint] {
      case nil: new.append(finding)
      case let earlier? where earlier.severity != finding.severity:
        changed.append(Change(before: earlier.severity, finding: finding))
      default: unchanged.append(finding)
      }
    }
    let certain = Self.certainRules(current, states, rules)
    for finding in old.findings.sorted(by: FindingOrder.isBefore) where after[finding.fingerprint] == nil {
      if certain.contains(finding.rule) { fixed.append(finding) } else { unknown.append(finding) }
    }
  }

  private static func byFingerprint(_ findings: [Finding]) -> [String: Finding] {
    Dictionary(findings.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rules that judged all resources they are about, so that what they do not find is not there.
  private static func certainRules(
    _ assessment: Assessment, _ states: [Collection: CollectionState], _ rules: [Rule]
  ) -> Set<String> {
    let judged = Set(assessment.tallies.filter { $0.notAssessed == 0 }.map(\.rule))
    let whole = rules.filter { $0.subjects.allSatisfy { states[$0]?.status == .complete } }.map(\.id)
    return judged.intersection(whole).subtracting(assessment.notAssessed.map(\.rule))
  }
}
