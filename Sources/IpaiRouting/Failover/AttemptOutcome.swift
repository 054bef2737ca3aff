/// What is known of a call that has ended.
package enum AttemptOutcome: Sendable, Equatable {
  /// The server answered, with a result or with an error of its own.
  case answered
  /// The server has certainly not worked on it.
  case notDone
  /// The server may have worked on it.
  case unknown

  /// True when the call may be made on another server, if that is one that may stand in.
  package func allowsAnother(_ effect: CallEffect) -> Bool {
    switch self {
    case .answered: false
    case .notDone: true
    case .unknown: effect != .write
    }
  }
}
