/// How much a finding matters.
package enum Severity: String, Codable, CaseIterable, Comparable, Sendable {
  case info, low, medium, high, critical

  private var rank: Int {
    switch self {
    case .info: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  /// The severity in an environment: a step more in Production and a step less in Development. Notes stay notes, and what is critical
  /// stays so.
  package func moved(in environment: ProjectEnvironment?) -> Severity {
    guard self != .info, self != .critical else { return self }
    switch environment {
    case .production: return Self.allCases[rank + 1]
    case .development: return Self.allCases[rank - 1]
    case .staging, nil: return self
    }
  }
}
