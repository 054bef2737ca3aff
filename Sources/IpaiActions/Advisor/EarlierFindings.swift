import IpaiAdvisor

/// The findings of an earlier scan, to say what became of those of a later one.
struct EarlierFindings: Sendable {
  /// The severities by fingerprint; nil for one whose severity is not known.
  private let severities: [String: Severity?]
  /// What the scan can say of findings that it does not have; nil where that is not known, so that all of them are new.
  private let coverage: ScanCoverage?

  init(_ findings: some Sequence<(fingerprint: String, severity: Severity?)>, _ coverage: ScanCoverage?) {
    severities = Dictionary(findings.map { ($0.fingerprint, $0.severity) }, uniquingKeysWith: { first, _ in first })
    self.coverage = coverage
  }

  /// Whether the scan had a finding.
  func has(_ finding: Finding) -> Bool { severities[finding.fingerprint] != nil }

  /// What became of a finding that a later scan has.
  func change(of finding: Finding) -> FindingChange {
    guard let before = severities[finding.fingerprint] else {
      return coverage.map { FindingChange.appearance(of: finding.identity, after: $0) } ?? .new
    }
    return before.map { FindingChange.change(from: $0, to: finding.severity) } ?? .unchanged
  }
}
