package import IpaiCore

/// Decides where requests go. The same question has the same answer; nothing but the table and the question counts.
package struct Router: Sendable {
  /// The servers and rules.
  package let table: RoutingTable

  /// Decides by a table.
  package init(_ table: RoutingTable) { self.table = table }

  /// Decides. An explicit target comes before the rules, the rules before the default.
  ///
  /// Throws `IpaiError(.notFound)` when the caller names a target that there is not: another server must not stand in for it.
  package func decide(_ question: RouteQuestion) throws(IpaiError) -> RouteDecision {
    var trials: [RuleTrial] = []
    var deciding: RouteRule?
    for rule in table.rules {
      let trial = rule.trial(question, isOpen: deciding == nil && question.target == nil)
      if trial.matched { deciding = deciding ?? rule }
      trials.append(trial)
    }
    if let target = question.target {
      guard table.server(target) != nil else { throw unknown(target) }
      let rule = RouteRule(
        name: "explicit target", alternatives: [], target: target, confidence: 1, reason: "the caller named the target")
      return RouteDecision(source: .explicit, rule: rule, trials: trials)
    }
    guard let deciding else { return RouteDecision(source: .fallback, rule: table.fallback, trials: trials) }
    return RouteDecision(source: .rule, rule: deciding, trials: trials)
  }

  private func unknown(_ target: String) -> IpaiError {
    let names = table.names
    let hint =
      names.isEmpty
      ? "there are no servers; see 'man 5 ipai-routing'" : "the targets are \(names.joined(separator: ", "))"
    return IpaiError(.notFound, "there is no target '\(target.prefix(80))'", hint: hint)
  }
}
