/// The pillars that rules belong to, as in Azure Advisor.
package enum RuleCategory: String, Codable, CaseIterable, Sendable {
  case cost, security, reliability, performance, operations

  /// What people call it.
  package var title: String {
    switch self {
    case .operations: "Operational excellence"
    case .cost: "Cost"
    case .security: "Security"
    case .reliability: "Reliability"
    case .performance: "Performance"
    }
  }
}
