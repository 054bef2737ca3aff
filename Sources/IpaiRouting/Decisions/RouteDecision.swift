/// Where a request goes, and why.
package struct RouteDecision: Sendable {
  /// What decided.
  package enum Source: String, Codable, CaseIterable, Sendable {
    /// The caller named the target.
    case explicit
    /// A rule matched.
    case rule
    /// No rule matched.
    case fallback = "default"
  }

  /// What decided.
  package var source: Source
  /// The rule that decided, or the default; for an explicit target a rule of that target alone.
  package var rule: RouteRule
  /// What came of each rule that was tried, in order.
  package var trials: [RuleTrial]
}
