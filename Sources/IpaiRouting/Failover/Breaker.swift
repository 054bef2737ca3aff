/// Leaves a server alone for a time when it has failed on the way too often, one time after the other. An error that the server
/// answers with is no failure: it shows that the server is there.
///
/// Times are seconds of any clock that does not go back.
package struct Breaker: Sendable {
  private let failures: Int
  private let seconds: Double
  private var count = 0
  private var openings = 0
  private var openUntil: Double?
  private var isProbing = false

  /// The longest time, in seconds, that a server is left alone.
  private static let longestSeconds = 300.0

  /// Opens after so many failures in a row, for so many seconds, and for twice as long each time that it fails again.
  package init(failures: Int, seconds: Double) {
    self.failures = failures
    self.seconds = seconds
  }

  /// The state at a time.
  package func state(at now: Double) -> BreakerState {
    guard let openUntil else { return .closed }
    return now < openUntil ? .open : .halfOpen
  }

  /// After how many seconds a call may be tried; 0 when one may be tried now.
  package func retrySeconds(at now: Double) -> Double { max(0, (openUntil ?? now) - now) }

  /// True when a call may be made now; while the breaker is half open, one at a time. Each call that is admitted has to end with
  /// `succeeded`, `failed` or `gaveUp`.
  package mutating func admits(at now: Double) -> Bool {
    switch state(at: now) {
    case .closed: return true
    case .open: return false
    case .halfOpen:
      defer { isProbing = true }
      return !isProbing
    }
  }

  /// Notes that the server has answered.
  package mutating func succeeded() { self = Breaker(failures: failures, seconds: seconds) }

  /// Notes that the server did not answer, and returns whether that opened the breaker.
  @discardableResult package mutating func failed(at now: Double) -> Bool {
    count += 1
    guard isProbing || openUntil == nil && count >= failures else { return false }
    isProbing = false
    openings += 1
    var pause = seconds
    for _ in 1..<openings where pause < Self.longestSeconds { pause *= 2 }
    openUntil = now + min(max(pause, seconds), max(Self.longestSeconds, seconds))
    return true
  }

  /// Notes that a call ended without a sign of whether the server works, since its caller left.
  package mutating func gaveUp() { isProbing = false }
}
