/// How many findings there are of each severity.
package struct SeverityCounts: Codable, Equatable, Sendable {
  /// Findings of the severity `critical`.
  package var critical = 0
  /// Findings of the severity `high`.
  package var high = 0
  /// Findings of the severity `medium`.
  package var medium = 0
  /// Findings of the severity `low`.
  package var low = 0
  /// Findings of the severity `info`.
  package var info = 0

  /// None.
  package init() {}

  /// The numbers of findings.
  package init(_ findings: some Sequence<Finding>) {
    for finding in findings {
      switch finding.severity {
      case .critical: critical += 1
      case .high: high += 1
      case .medium: medium += 1
      case .low: low += 1
      case .info: info += 1
      }
    }
  }

  /// How many there are altogether.
  package var total: Int { critical + high + medium + low + info }
}
