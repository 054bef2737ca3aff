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
  /// Findings of which the earlier assessment cannot say whether they were there; see `FindingChange.newlyJudged`.
  package private(set) var newlyJudged: [Finding] = []
  /// Findings that are certainly gone.
  package private(set) var fixed: [Finding] = []
  package private(set) var changed: [Change] = []
  /// Findings that are still there, as they are now.
  package private(set) var unchanged: [Finding] = []
  /// Findings that are gone, where their rule or resource could not be assessed, so that they may not be fixed.
  package private(set) var unknown: [Finding] = []

  /// Compares two assessments by fingerprints, with what each covers.
  package init(
    from old: Assessment, _ oldCoverage: ScanCoverage, to current: Assessment, _ coverage: ScanCoverage
  ) {
    let before = Self.byFingerprint(old.findings)
    let after = Self.byFingerprint(current.findings)
    for finding in current.findings.sorted(by: FindingOrder.isBefore) {
      if let earlier = before[finding.fingerprint] {
        add(finding, FindingChange.change(from: earlier.severity, to: finding.severity), earlier.severity)
      } else {
        add(finding, FindingChange.appearance(of: finding.identity, after: oldCoverage))
      }
    }
    for finding in old.findings.sorted(by: FindingOrder.isBefore) where after[finding.fingerprint] == nil {
      add(finding, FindingChange.disappearance(of: finding.identity, in: coverage))
    }
  }

  private mutating func add(_ finding: Finding, _ change: FindingChange, _ before: Severity? = nil) {
    switch change {
    case .new: new.append(finding)
    case .newlyJudged: newlyJudged.append(finding)
    case .fixed: fixed.append(finding)
    case .unknown: unknown.append(finding)
    case .changed: changed.append(Change(before: before ?? finding.severity, finding: finding))
    case .unchanged: unchanged.append(finding)
    }
  }

  private static func byFingerprint(_ findings: [Finding]) -> [String: Finding] {
    Dictionary(findings.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
