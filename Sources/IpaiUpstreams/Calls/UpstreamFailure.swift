package import IpaiCore
package import IpaiRouting

/// Why a server did not answer a call. An error that it answered with is none.
package struct UpstreamFailure: Error, Sendable {
  /// The kind of failure, for programs.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    /// Its description is wrong or lacks a variable.
    case misconfigured
    /// It has failed too often, and is left alone for a time.
    case breakerOpen = "breaker_open"
    /// It gets no more calls for the moment.
    case limited
    /// It could not be reached, or went away before it answered.
    case unreachable
    /// It did not answer in time.
    case timedOut = "timed_out"
    /// It did not accept the key.
    case unauthorized
    /// It answered with an HTTP status and not with an answer.
    case refused
    /// Its answer breaks the rules of the protocol.
    case invalidAnswer = "invalid_answer"
    /// The request has come from here already.
    case loop
    /// The coordinator is shutting down.
    case closed
  }

  /// The server.
  package var server: String
  /// The kind of failure.
  package var kind: Kind
  /// What happened, in a few words.
  package var reason: String
  /// Whether the server may have worked on the call.
  package var outcome: AttemptOutcome
  /// Whether the server is tried.
  package var breaker = BreakerState.closed
  /// After how many seconds it makes sense to try again; nil when nobody knows.
  package var retrySeconds: Double?

  /// A failure of a server.
  package init(
    server: String, kind: Kind, reason: String, outcome: AttemptOutcome, breaker: BreakerState = .closed,
    retrySeconds: Double? = nil
  ) {
    self.server = server
    self.kind = kind
    self.reason = reason
    self.outcome = outcome
    self.breaker = breaker
    self.retrySeconds = retrySeconds
  }

  /// The HTTP status that the server answered with; nil for another failure.
  package var status: Int?
  /// What the failure says about the server; nil for what its kind says.
  var ending: UpstreamGate.Ending?

  /// What the failure says about the server. One that refuses a call is there.
  var impliedEnding: UpstreamGate.Ending {
    if let ending { return ending }
    switch kind {
    case .unreachable, .timedOut, .refused, .invalidAnswer: return .failed
    case .limited, .unauthorized: return .answered
    case .misconfigured, .breakerOpen, .loop, .closed: return .left
    }
  }
}

extension UpstreamFailure {
  /// The failure as an error for a caller.
  package var error: IpaiError {
    let code: ErrorCode = kind == .misconfigured ? .configuration : .unavailable
    return IpaiError(code, "the server '\(server)' did not answer: \(reason)", hint: hint)
  }

  private var hint: String? {
    switch kind {
    case .unauthorized: "check the api_key in the file of the server"
    case .limited, .breakerOpen: retrySeconds.map { "try again in \(Int($0.rounded(.up))) s" }
    default: nil
    }
  }
}
