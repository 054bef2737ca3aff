import IpaiCore

extension Router {
  /// The servers that a decision allows for, the target first, each with whether it may be tried. `states` are by the names of
  /// the servers; what is missing is not known.
  package func candidates(
    for decision: RouteDecision, _ question: RouteQuestion, _ states: [String: ServerState] = [:]
  ) -> [RouteCandidate] {
    let target = candidate(decision.rule.target, question, states)
    let others = decision.rule.fallback.map { fallback in
      var other = candidate(fallback.target, question, states)
      if let refusal = self.refusal(of: other, insteadOf: target, mayGoUp: fallback.mayGoUp) {
        other.refusal = refusal
        other.isTemporary = false
      }
      other.isLabelled = other.server?.tier != target.server?.tier
      return other
    }
    return [target] + others
  }

  private func candidate(_ name: String, _ question: RouteQuestion, _ states: [String: ServerState]) -> RouteCandidate {
    guard let server = table.server(name) else {
      return RouteCandidate(
        target: name, refusal: "there is no server '\(name)'", effect: question.effect ?? .write, state: ServerState())
    }
    let state = states[server.name] ?? ServerState()
    var candidate = RouteCandidate(
      target: name, server: server, effect: effect(question, server, state), state: state)
    if let refusal = permanentRefusal(server, question, state) {
      candidate.refusal = refusal
    } else if let refusal = Self.temporaryRefusal(state) {
      candidate.refusal = refusal
      candidate.isTemporary = true
    }
    return candidate
  }

  /// What the question does on a server.
  private func effect(_ question: RouteQuestion, _ server: RoutedServer, _ state: ServerState) -> CallEffect {
    if let tool = question.tool { return server.tools.effect(of: tool, annotated: state.effect ?? question.effect) }
    if let effect = question.effect ?? server.query.effect ?? state.effect { return effect }
    // A question is put to a tool that reads. What a server of the older kind does with it, nobody knows.
    if case .rest = server.connection.transport { return .write }
    return .read
  }

  private func permanentRefusal(_ server: RoutedServer, _ question: RouteQuestion, _ state: ServerState) -> String? {
    if let fault = server.fault { return "it cannot be used: \(fault.message)" }
    for need in question.values(of: "capability") where !server.capabilities.contains(need) {
      return "it does not declare the capability '\(need)'"
    }
    guard let tool = question.tool else { return nil }
    if let refusal = server.tools.refusal(of: tool) { return "the tool '\(tool)' is not offered: \(refusal)" }
    if let tools = state.tools, !tools.contains(tool) { return "it has no tool '\(tool)'" }
    return nil
  }

  private static func temporaryRefusal(_ state: ServerState) -> String? {
    if state.breaker == .open {
      return "its breaker is open for another \(Int(state.retrySeconds.rounded(.up))) s"
    }
    guard state.health == .down else { return nil }
    return "it does not answer" + (state.failure.map { ": \($0)" } ?? "")
  }

  /// Why a server may not stand in for the target; nil when it may.
  private func refusal(of other: RouteCandidate, insteadOf target: RouteCandidate, mayGoUp: Bool) -> String? {
    guard let server = other.server else { return other.refusal }
    let from = target.server?.tier
    guard let to = server.tier else {
      return other.effect == .read ? nil : "its tier is not known, so that it stands in for reads only"
    }
    guard let from else {
      return mayGoUp ? nil : "\(to.rawValue) may be above the tier of the target, which is not known"
    }
    if to > from, !mayGoUp { return "\(to.rawValue) is above \(from.rawValue), and the rule does not allow going up" }
    if to < from, other.effect != .read {
      return "\(to.rawValue) is below \(from.rawValue), where it stands in for reads only"
    }
    return other.isTemporary ? nil : other.refusal
  }
}
