import HTTPTypes
import Synchronization

/// Limits how many requests a key or an address may send (token bucket): as many as its quota at once, and then as many as flow
/// back within the time.
package final class RateLimiter: Sendable {
  /// What is left of a quota after a request.
  struct Quota: Sendable, Equatable {
    /// How many requests a minute are allowed.
    let perMinute: Int
    /// How many may be sent at once now.
    let remaining: Int
    /// After how many seconds the quota is whole again.
    let fullAfter: Int
    /// After how many seconds the next request is allowed; nil where this one was.
    let retryAfter: Int?

    private static let policy = HTTPField.Name("RateLimit-Policy")
    private static let limit = HTTPField.Name("RateLimit")

    /// Tells the client, in the header fields of draft-ietf-httpapi-ratelimit-headers-10.
    func add(to fields: inout HTTPFields) {
      guard let policy = Self.policy, let limit = Self.limit else { return }
      fields[policy] = "\"requests\";q=\(perMinute);w=60"
      fields[limit] = "\"requests\";r=\(remaining);t=\(retryAfter ?? fullAfter)"
      if let retryAfter { fields[.retryAfter] = String(retryAfter) }
    }
  }

  private struct Bucket {
    var tokens: Double
    var time: ContinuousClock.Instant
  }

  private struct State {
    var perMinute: Int
    var buckets: [String: Bucket] = [:]
  }

  private let state: Mutex<State>
  private let now: @Sendable () -> ContinuousClock.Instant
  /// How many callers are told apart. When there are more, those whose quota is whole are forgotten first.
  private static let most = 20_000

  /// A limiter that allows each caller so many requests a minute; 0 for any number. `now` is the clock.
  package init(perMinute: Int, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    state = Mutex(State(perMinute: perMinute))
    self.now = now
  }

  /// Allows each caller so many requests a minute from now on.
  package func change(perMinute: Int) {
    state.withLock { state in
      if state.perMinute != perMinute { state = State(perMinute: perMinute) }
    }
  }

  /// True when a caller has nothing left of its quota.
  func isSpent(_ caller: String) -> Bool {
    let now = now()
    return state.withLock { state in
      guard state.perMinute > 0, let bucket = state.buckets[caller] else { return false }
      return bucket.tokens + max(0, (now - bucket.time) / .seconds(1)) * Double(state.perMinute) / 60 < 1
    }
  }

  /// Takes one request from a caller's quota; nil where there is no limit.
  func take(_ caller: String) -> Quota? { take(caller, at: now()) }

  /// Takes one request from a caller's quota at a time; nil where there is no limit.
  func take(_ caller: String, at now: ContinuousClock.Instant) -> Quota? {
    state.withLock { state in
      guard state.perMinute > 0 else { return nil }
      let size = Double(state.perMinute)
      let rate = size / 60
      var bucket = state.buckets[caller] ?? Bucket(tokens: size, time: now)
      bucket.tokens = min(size, bucket.tokens + max(0, (now - bucket.time) / .seconds(1)) * rate)
      bucket.time = now
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      makeRoom(&state, now, size, rate)
      state.buckets[caller] = bucket
      return Quota(
        perMinute: state.perMinute, remaining: Int(bucket.tokens),
        fullAfter: Int(((size - bucket.tokens) / rate).rounded(.up)),
        retryAfter: isAllowed ? nil : max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))))
    }
  }

  private func makeRoom(_ state: inout State, _ now: ContinuousClock.Instant, _ size: Double, _ rate: Double) {
    guard state.buckets.count >= Self.most else { return }
    state.buckets = state.buckets.filter { $0.value.tokens + (now - $0.value.time) / .seconds(1) * rate < size }
    if state.buckets.count >= Self.most { state.buckets.removeAll() }
  }
}
