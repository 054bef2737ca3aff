import IpaiRouting
import Synchronization

/// Decides whether a server gets a call now: its breaker, how often it may be called, and how often at once.
final class UpstreamGate: Sendable {
  private let server: String
  private let limits: ServerLimits
  private let now: @Sendable () -> Double
  private let state: Mutex<State>

  private struct State {
    var breaker: Breaker
    var health = ServerState.Health.unknown
    var atOnce = 0
    var tokens: Double
    var filled: Double
  }

  /// A gate for a server. `now` is a clock in seconds that does not go back.
  init(_ server: RoutedServer, now: @escaping @Sendable () -> Double) {
    self.server = server.name
    limits = server.limits
    self.now = now
    state = Mutex(
      State(
        breaker: Breaker(failures: limits.breakerFailures, seconds: limits.breakerSeconds),
        tokens: Double(limits.perMinute ?? 0), filled: now()))
  }

  /// What is known of the server at the moment.
  var serverState: ServerState {
    let now = now()
    return state.withLock { state in
      var known = ServerState()
      known.health = state.health
      known.breaker = state.breaker.state(at: now)
      known.retrySeconds = state.breaker.retrySeconds(at: now)
      return known
    }
  }

  /// Whether calls are being answered.
  var isBusy: Bool { state.withLock { $0.atOnce > 0 } }

  /// Lets a call in. Returns whether the breaker is half open, so that the call finds out whether the server works again. Each
  /// call that was let in has to `leave`. `ignoringBreaker`: whether it is let in although the server has failed too often.
  func enter(ignoringBreaker: Bool = false) throws(UpstreamFailure) -> Bool {
    let now = now()
    let refusal: (kind: UpstreamFailure.Kind, reason: String, seconds: Double)?
    let isProbe: Bool
    (refusal, isProbe) = state.withLock { state in
      guard state.atOnce < limits.atOnce else {
        return ((.limited, "\(limits.atOnce) calls are being answered", 1), false)
      }
      let breaker = state.breaker.state(at: now)
      guard breaker != .open || ignoringBreaker else {
        return ((.breakerOpen, "it failed too often", state.breaker.retrySeconds(at: now)), false)
      }
      if let seconds = takeToken(&state, now) { return ((.limited, "it gets no more calls now", seconds), false) }
      guard state.breaker.admits(at: now) || ignoringBreaker else {
        return ((.breakerOpen, "another call finds out whether it works again", 1), false)
      }
      state.atOnce += 1
      return (nil, breaker == .halfOpen)
    }
    guard let refusal else { return isProbe }
    throw UpstreamFailure(
      server: server, kind: refusal.kind, reason: refusal.reason, outcome: .notDone,
      breaker: serverState.breaker, retrySeconds: refusal.seconds)
  }

  /// Takes one call from the quota (token bucket), or returns after how many seconds there is one.
  private func takeToken(_ state: inout State, _ now: Double) -> Double? {
    guard let perMinute = limits.perMinute else { return nil }
    let rate = Double(perMinute) / 60
    state.tokens = min(Double(perMinute), state.tokens + max(0, now - state.filled) * rate)
    state.filled = now
    guard state.tokens >= 1 else { return (1 - state.tokens) / rate }
    state.tokens -= 1
    return nil
  }

  /// How a call ended.
  enum Ending {
    /// The server answered.
    case answered
    /// It did not.
    case failed
    /// Nobody knows, since the caller left.
    case left
  }

  /// Notes that a call has ended.
  func leave(_ ending: Ending) {
    let now = now()
    state.withLock { state in
      state.atOnce -= 1
      switch ending {
      case .answered:
        state.breaker.succeeded()
        state.health = .up
      case .failed:
        state.breaker.failed(at: now)
        state.health = .down
      case .left: state.breaker.gaveUp()
      }
    }
  }
}
