import Synchronization

/// How often a subscription was acknowledged, and when it is asked for again.
final class Subscribing: Sendable {
  private let state: Mutex<State>

  private struct State {
    var retry: Retry
    var pauses = Backoff()
    var isAcknowledged = false
    var failures = 0
  }

  /// How often it fails in a row, once it was acknowledged, before it is given up: after about two minutes.
  private static let limit = 8

  /// `retries`: how often it is asked for again before it was acknowledged once.
  init(_ retries: Int) { state = Mutex(State(retry: Retry(retries, isRepeatable: true))) }

  /// True the first time.
  func acknowledged() -> Bool {
    state.withLock { state in
      defer { (state.isAcknowledged, state.failures, state.pauses) = (true, 0, Backoff()) }
      return !state.isAcknowledged
    }
  }

  /// How long to wait, in seconds; nil when it is given up.
  func pause(after failure: ChannelFailure) -> Double? {
    state.withLock { state in
      guard state.isAcknowledged else { return state.retry.pause(after: failure) }
      state.failures += 1
      if case .unauthorized = failure.error { return nil }
      return state.failures <= Self.limit ? state.pauses.next() : nil
    }
  }
}
