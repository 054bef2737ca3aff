import Synchronization

/// Decides whether and when a subscription that broke is asked for again.
final class Subscribing: Sendable {
  private let state: Mutex<State>

  private struct State {
    var retry: Retry
    var pauses = Backoff()
    var isAcknowledged = false
    var failures = 0
  }

  /// How often in a row it may fail, once it was acknowledged, before it is given up; that is after about two minutes.
  private static let limit = 8

  /// `retries`: how often it may be asked for again until it is acknowledged for the first time.
  init(_ retries: Int) { state = Mutex(State(retry: Retry(retries, isRepeatable: true))) }

  /// Notes that the server acknowledged the subscription; true the first time.
  func acknowledged() -> Bool {
    state.withLock { state in
      defer {
        state.isAcknowledged = true
        state.failures = 0
        state.pauses = Backoff()
      }
      return !state.isAcknowledged
    }
  }

  /// How long to wait, in seconds, before it is asked for again; nil when it is given up.
  func pause(after failure: ChannelFailure) -> Double? {
    state.withLock { state in
      guard state.isAcknowledged else { return state.retry.pause(after: failure) }
      state.failures += 1
      if case .unauthorized = failure.error { return nil }
      guard state.failures <= Self.limit else { return nil }
      return state.pauses.next()
    }
  }
}
