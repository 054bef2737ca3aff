import Synchronization
import IpaiAccess

/// What becomes known of a request while it is answered.
final class RequestRecord: Sendable {
  private let state = Mutex(State())

  private struct State {
    var caller: Caller?
    var quota: RateLimiter.Quota?
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
}
