import IpaiAccess
import Synchronization

/// What becomes known of a request while it is answered.
final class RequestRecord: Sendable {
  private let state = Mutex(State())

  private struct State {
    var caller: Caller?
    var quota: RateLimiter.Quota?
    var isWelcome: (@Sendable () async -> Bool)?
  }

  /// Who sent it; nil as long as that is not known.
  var caller: Caller? {
    get { state.withLock { $0.caller } }
    set { state.withLock { $0.caller = newValue } }
  }

  /// What is left of the caller's quota; nil where none was taken.
  var quota: RateLimiter.Quota? {
    get { state.withLock { $0.quota } }
    set { state.withLock { $0.quota = newValue } }
  }

  /// Whether the sender would still be let in; nil as long as nobody has been.
  var isWelcome: (@Sendable () async -> Bool)? {
    get { state.withLock { $0.isWelcome } }
    set { state.withLock { $0.isWelcome = newValue } }
  }
}
