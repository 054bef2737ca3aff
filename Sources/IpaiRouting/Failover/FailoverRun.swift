/// What came of a call on one server.
package enum AttemptResult<Answer: Sendable>: Sendable {
  /// The server answered.
  case answered(Answer)
  /// It did not; with what is known of the call.
  case failed(AttemptOutcome, any Error)
  /// It was not called, since it has failed too often.
  case leftAlone(any Error)
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

  /// Calls those of the candidates that may be called, in their order. When none of them answers a call that may be made twice,
  /// those are tried too that were only left alone because they have failed too often: that is better than no answer.
  ///
  /// Throws what `attempt` throws, which is how a caller who leaves ends it.
  package init(
    _ candidates: [RouteCandidate], attempt: (RouteCandidate) async throws -> AttemptResult<Answer>
  ) async throws {
    var course = Course(leftAlone: candidates.filter(\.isTemporary))
    if try await !course.run(candidates, attempt) {
      let last = course.leftAlone.filter { $0.effect != .write }.map(\.asLastResort)
      _ = try await course.run(last, attempt)
    }
    attempts = course.attempts
    if let answer = course.answer {
      ending = .answered(answer.0, answer.1)
    } else if let unknown = course.mayHaveChanged {
      ending = .unknown(unknown)
    } else {
      ending = .refused
    }
  }

  /// How far a run has come.
  private struct Course {
    var leftAlone: [RouteCandidate]
    var attempts: [Attempt] = []
    var answer: (Answer, RouteCandidate)?
    /// A server that may have done what changes something.
    var mayHaveChanged: Attempt?

    /// Calls the candidates until one answers or no other may be called; true when that ends the run.
    mutating func run(
      _ candidates: [RouteCandidate], _ attempt: (RouteCandidate) async throws -> AttemptResult<Answer>
    ) async throws -> Bool {
      for candidate in candidates where candidate.refusal == nil {
        guard let server = candidate.server else { continue }
        // What does no harm twice on one server may do so on another.
        if mayHaveChanged != nil, candidate.effect == .write { continue }
        switch try await attempt(candidate) {
        case .answered(let answer):
          self.answer = (answer, candidate)
          return true
        case .leftAlone(let error):
          attempts.append(Attempt(server: server.name, outcome: .notDone, error: error))
          leftAlone.append(candidate)
        case .failed(let outcome, let error):
          let attempt = Attempt(server: server.name, outcome: outcome, error: error)
          attempts.append(attempt)
          if outcome == .unknown, candidate.effect != .read { mayHaveChanged = mayHaveChanged ?? attempt }
          guard outcome.allowsAnother(candidate.effect) else { return true }
        }
      }
      return false
    }
  }
}

extension RouteCandidate {
  /// The candidate, to be called although its breaker is open.
  fileprivate var asLastResort: RouteCandidate {
    var candidate = self
    candidate.refusal = nil
    candidate.isTemporary = false
    candidate.ignoresBreaker = true
    return candidate
  }
}
