import Foundation

/// Spreads requests so that an account's limits are kept: so many at once, so many in a minute, and what the server says is left of an
/// hour (https://docs.digitalocean.com/reference/api/reference/rate-limits).
actor RateBudget {
  /// The limits that a client keeps by itself.
  struct Limits: Sendable {
    /// Requests at the same time.
    var atOnce = 4
    /// Requests in any minute: the API takes 250, and others may use the account too.
    var perMinute = 240
    /// The length of a minute, in seconds; tests shorten it.
    var minute = 60.0
    /// The longest time that a scan waits for the limit of an hour altogether, in seconds.
    var mostWaiting = 5400.0
  }

  private let limits: Limits
  private let clock = ContinuousClock()
  /// When the latest requests were started, the oldest first.
  private var starts: [ContinuousClock.Instant] = []
  private var running = 0
  private var waiters: [CheckedContinuation<Void, Never>] = []
  private var blockedUntil: ContinuousClock.Instant?
  private var waited = Duration.zero
  /// Until when the requests of the hour are used up, where the scan does not wait for it.
  private var usedUpUntil: ContinuousClock.Instant?
  /// What the server said last: how many requests are left, and of how many.
  private(set) var remaining: (left: Int, of: Int)?
  /// When the first of the requests that the server counts no longer counts.
  private var hourEnds: ContinuousClock.Instant?

  /// A budget with limits.
  init(_ limits: Limits) { self.limits = limits }

  /// Waits until a request may be started, and tells `onWait` until when, now and then while that is long.
  ///
  /// Throws `APIFailure(.limited)` while the requests of the hour are used up and a scan has waited too long already, and
  /// `CancellationError`.
  func enter(_ onWait: @escaping LongWait.Report = { _ in }) async throws {
    while running >= limits.atOnce {
      await withCheckedContinuation { waiters.append($0) }
    }
    running += 1
    do { try await waitForTurn(onWait) } catch {
      leave()
      throw error
    }
  }

  /// A request has ended.
  func leave() {
    running -= 1
    if !waiters.isEmpty { waiters.removeFirst().resume() }
  }

  private func waitForTurn(_ onWait: LongWait.Report) async throws {
    while true {
      try Task.checkCancellation()
      let now = clock.now
      try checkHour(now)
      starts.removeAll { $0 + .seconds(limits.minute) <= now }
      var until: ContinuousClock.Instant?
      if starts.count >= limits.perMinute { until = starts[starts.count - limits.perMinute] + .seconds(limits.minute) }
      if let blockedUntil, blockedUntil > now { until = max(until ?? blockedUntil, blockedUntil) }
      guard let until else {
        starts.append(now)
        return
      }
      try await LongWait.sleep(until: until, onWait)
    }
  }

  private func checkHour(_ now: ContinuousClock.Instant) throws {
    guard let usedUpUntil, usedUpUntil > now else { return }
    let seconds = Int((now.duration(to: usedUpUntil) / .seconds(1)).rounded(.up))
    throw APIFailure(
      kind: .limited, reason: "the account's limit of requests is used up for the next \(seconds) seconds")
  }

  /// Keeps all requests back for so many seconds, after one was refused for a moment.
  func pause(seconds: Double) {
    let until = clock.now + .seconds(seconds)
    blockedUntil = blockedUntil.map { max($0, until) } ?? until
  }

  /// Keeps all requests back for so many seconds until the hour has some again, or for that long makes none when a scan has waited too
  /// long already.
  func waitForHour(seconds: Double) {
    let until = clock.now + .seconds(seconds)
    let already = blockedUntil.map { max($0, clock.now) } ?? clock.now
    guard until > already else { return }
    guard waited + (until - already) <= .seconds(limits.mostWaiting) else {
      usedUpUntil = usedUpUntil.map { max($0, until) } ?? until
      return
    }
    waited += until - already
    blockedUntil = until
  }

  /// Takes note of what the server says is left, and waits for the next hour before the last requests of this one are gone.
  func note(_ headers: RateLimitHeaders) {
    guard let left = headers.left else { return }
    if let limit = headers.limit { remaining = (left, limit) }
    hourEnds = headers.resetIn.map { clock.now + .seconds($0) } ?? hourEnds
    if left <= 0, let seconds = headers.resetIn { waitForHour(seconds: seconds) }
  }

  /// How many seconds pass at least until so many more requests have begun: what the limits of a minute and of an hour leave.
  func leastSeconds(for requests: Int) -> Double {
    guard requests > 0 else { return 0 }
    let now = clock.now
    let minute = max(limits.perMinute, 1)
    starts.removeAll { $0 + .seconds(limits.minute) <= now }
    var seconds = blockedSeconds
    let over = requests - max(0, minute - starts.count)
    if over > 0 {
      let (rounds, place) = (over - 1).quotientAndRemainder(dividingBy: minute)
      let first = place < starts.count ? (starts[place] + .seconds(limits.minute) - now) / .seconds(1) : limits.minute
      seconds = max(seconds, first + Double(rounds) * limits.minute)
    }
    if let remaining, let hourEnds, requests > remaining.left {
      let hours = (requests - remaining.left - 1) / max(remaining.of, 1)
      seconds = max(seconds, max(0, (hourEnds - now) / .seconds(1)) + Double(hours) * 3600)
    }
    return seconds
  }

  /// How many seconds all requests are kept back; 0 when they are not.
  var blockedSeconds: Double {
    guard let blockedUntil, blockedUntil > clock.now else { return 0 }
    let left = clock.now.duration(to: blockedUntil)
    return Double(left.components.seconds)
  }
}
