/// How many findings there are of each severity.
package struct SeverityCounts: Codable, Equatable, Sendable {
  package var critical = 0
  package var high = 0
  package var medium = 0
  package var low = 0
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
