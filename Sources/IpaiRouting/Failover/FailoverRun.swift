/// What came of a call on one server.
package enum AttemptResult<Answer: Sendable>: Sendable {
  /// The server answered.
  case answered(Answer)
  /// It did not; with what is known of the call.
  case failed(AttemptOutcome, any Error)
}

/// Calls one server after the other until one answers or none may be called any more.
package struct FailoverRun<Answer: Sendable>: Sendable {
  /// A server that was called and did not answer.
  package struct Attempt: Sendable {
    /// The server.
    package let server: String
    /// What is known of the call.
    package let outcome: AttemptOutcome
    /// Why there was no answer.
    package let error: any Error
  }

  /// What came of it.
  package enum Ending: Sendable {
    /// A server answered.
    case answered(Answer, RouteCandidate)
    /// A server may have done the work, and it must not be done again.
    case unknown(Attempt)
    /// No server that may answer did.
    case refused
  }

  /// What came of it.
  package let ending: Ending
  /// The servers that were called before, in order.
  package let attempts: [Attempt]

  /// Calls those of the candidates that may be called, in their order. Throws what `attempt` throws, which is how a caller who
  /// leaves ends it.
  package init(
    _ candidates: [RouteCandidate], attempt: (RouteCandidate) async throws -> AttemptResult<Answer>
  ) async throws {
    var attempts: [Attempt] = []
    for candidate in candidates where candidate.refusal == nil {
      guard let server = candidate.server else { continue }
      switch try await attempt(candidate) {
      case .answered(let answer):
        self.attempts = attempts
        ending = .answered(answer, candidate)
        return
      case .failed(let outcome, let error):
        let attempt = Attempt(server: server.name, outcome: outcome, error: error)
        attempts.append(attempt)
        guard outcome.allowsAnother(candidate.effect) else {
          self.attempts = attempts
          ending = outcome == .unknown ? .unknown(attempt) : .refused
          return
        }
      }
    }
    self.attempts = attempts
    ending = .refused
  }
}
