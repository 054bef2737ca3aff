/// What is known of a server at the moment.
package struct ServerState: Sendable, Equatable {
  /// Whether a server answers.
  package enum Health: String, Codable, CaseIterable, Sendable {
    /// It answered last time.
    case up
    /// It did not.
    case down
    /// It has not been asked.
    case unknown
  }

  /// Whether it answers.
  package var health = Health.unknown
  /// Why it does not answer; nil when it does, or when that is not known.
  package var failure: String?
  /// Whether it is tried.
  package var breaker = BreakerState.closed
  /// After how many seconds it may be tried again.
  package var retrySeconds = 0.0
  /// The tools that it has; nil when they are not known.
  package var tools: Set<String>?
  /// What a call of the question's tool does on it; nil when that is not known.
  package var effect: CallEffect?

  /// Nothing is known.
  package init() {}
}
