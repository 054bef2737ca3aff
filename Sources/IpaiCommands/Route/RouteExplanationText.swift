import IpaiCore
import IpaiRouting

/// Where a request goes, for people.
struct RouteExplanationText {
  let theme: Theme

  /// The decision, the rules, and the servers in the order in which they are tried.
  func text(_ explanation: RouteExplanation) -> String {
    [decision(explanation.decision), rules(explanation.rules), chain(explanation)].joined(separator: "\n")
  }

  private func decision(_ decision: RouteExplanation.Decision) -> String {
    let server = decision.server.map { $0 == decision.target ? "" : " (\($0))" } ?? ""
    let target = TerminalText.sanitized(decision.target + server)
    var lines = ["\(theme.bold(target))  confidence \(decision.confidence)  \(TerminalText.sanitized(decision.reason))"]
    if let refusal = decision.refusal {
      lines.append(
        theme.error("no server can answer a \(decision.effect.rawValue) now: \(TerminalText.sanitized(refusal))"))
    } else if let server = decision.answeredBy, server != decision.server {
      let tier = decision.tier.map { ", of the tier \($0.rawValue)" } ?? ""
      lines.append(theme.warning("a \(decision.effect.rawValue) would be answered by \(server)\(tier)"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func rules(_ rules: [RuleTrial]) -> String {
    var table = TextTable([.init(head: "RULE", style: theme.id, most: 30), .init(head: "MATCHED"), .init(head: "WHY")])
    for rule in rules {
      var matched = rule.matched ? "yes" : "no"
      if rule.decided { matched = "decided" }
      table.add([rule.rule, matched, rule.why.joined(separator: "; ")])
    }
    return table.rendered(theme)
  }

  private func chain(_ explanation: RouteExplanation) -> String {
    var table = TextTable([
      .init(head: "SERVER", style: theme.id, most: 40), .init(head: "TIER"), .init(head: "HEALTH"),
      .init(head: "BREAKER"), .init(head: "ALLOWED"), .init(head: "WHY"),
    ])
    for (candidate, step) in zip(explanation.candidates, explanation.fallback) {
      table.add([
        candidate.server ?? candidate.target, candidate.tier?.rawValue ?? "-", candidate.health.rawValue,
        candidate.breaker.rawValue, step.allowed ? "yes" : "no", step.reason ?? "",
      ])
    }
    return table.rendered(theme)
  }
}
