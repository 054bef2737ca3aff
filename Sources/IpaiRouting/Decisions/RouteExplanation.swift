/// Where a request goes, with all that counted.
package struct RouteExplanation: Codable, Sendable, Equatable {
  /// What was decided.
  package struct Decision: Codable, Sendable, Equatable {
    /// The server or alias that the rule names.
    package var target: String
    /// The server behind it; nil when there is none.
    package var server: String?
    /// How certain it is that the target is right, from 0 to 1.
    package var confidence: Double
    /// Why, in a sentence.
    package var reason: String
    /// What decided.
    package var source: RouteDecision.Source
    /// The rule that decided; nil where none did.
    package var rule: String?
    /// What the call does, as far as that is known.
    package var effect: CallEffect
    /// The server that would answer now; nil when the request would be refused.
    package var answeredBy: String?
    /// The tier of that server; nil when it has none.
    package var tier: Tier?
    /// Why the request would be refused; nil when it would not.
    package var refusal: String?

    enum CodingKeys: String, CodingKey {
      case target, server, confidence, reason, source, rule, effect, tier, refusal
      case answeredBy = "answered_by"
    }
  }

  /// A server that could answer.
  package struct Candidate: Codable, Sendable, Equatable {
    /// The name by which the rule calls it.
    package var target: String
    /// The server; nil when there is none.
    package var server: String?
    /// Its tier; nil when it has none.
    package var tier: Tier?
    /// Whether it answers.
    package var health: ServerState.Health
    /// Whether it is tried.
    package var breaker: BreakerState
    /// After how many seconds it is tried again; nil when it may be tried now.
    package var retrySeconds: Double?

    enum CodingKeys: String, CodingKey {
      case target, server, tier, health, breaker
      case retrySeconds = "retry_seconds"
    }
  }

  /// A server in the order in which they are tried.
  package struct Step: Codable, Sendable, Equatable {
    /// The name by which the rule calls it.
    package var target: String
    /// The server; nil when there is none.
    package var server: String?
    /// Whether it may be tried.
    package var allowed: Bool
    /// Why it is refused, or what its answer is marked with; nil when there is nothing to say.
    package var reason: String?

    enum CodingKeys: String, CodingKey {
      case target, server, allowed, reason
    }
  }

  /// What was decided.
  package var decision: Decision
  /// All rules, in the order in which they are tried.
  package var rules: [RuleTrial]
  /// The target and those that may stand in for it.
  package var candidates: [Candidate]
  /// In which order they are tried.
  package var fallback: [Step]

  enum CodingKeys: String, CodingKey {
    case decision, rules, candidates, fallback
  }
}

extension Router {
  /// Explains what is done with a question. Throws what `decide` throws.
  package func explain(_ question: RouteQuestion, _ states: [String: ServerState] = [:]) throws -> RouteExplanation {
    let decision = try decide(question)
    let candidates = candidates(for: decision, question, states)
    let chosen = candidates.first { $0.refusal == nil }
    return RouteExplanation(
      decision: .init(
        target: decision.rule.target, server: candidates.first?.server?.name, confidence: decision.rule.confidence,
        reason: decision.rule.reason, source: decision.source,
        rule: decision.source == .rule ? decision.rule.name : nil,
        effect: candidates.first?.effect ?? .write, answeredBy: chosen?.server?.name, tier: chosen?.server?.tier,
        refusal: chosen == nil ? candidates.first?.refusal : nil),
      rules: decision.trials, candidates: candidates.map(RouteExplanation.Candidate.init),
      fallback: candidates.map(RouteExplanation.Step.init))
  }
}

extension RouteExplanation.Candidate {
  /// The candidate as it is shown.
  init(_ candidate: RouteCandidate) {
    self.init(
      target: candidate.target, server: candidate.server?.name, tier: candidate.server?.tier,
      health: candidate.state.health, breaker: candidate.state.breaker,
      retrySeconds: candidate.state.breaker == .open ? candidate.state.retrySeconds.rounded(.up) : nil)
  }
}

extension RouteExplanation.Step {
  /// The candidate as it is tried.
  init(_ candidate: RouteCandidate) {
    let label =
      candidate.isLabelled ? "its answer is marked with the tier \(candidate.server?.tier?.rawValue ?? "unknown")" : nil
    self.init(
      target: candidate.target, server: candidate.server?.name, allowed: candidate.refusal == nil,
      reason: candidate.refusal ?? label)
  }
}
