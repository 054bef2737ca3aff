import Foundation
import IpaiCore
import IpaiHTTP
import Synchronization

/// Reads from DigitalOcean's API v2 (https://docs.digitalocean.com/reference/api/). It makes GET requests alone.
final class APIClient: Sendable {
  /// An answer with what its header says.
  struct Answer: Sendable {
    let body: Data
    /// When the server says that it is; nil where it does not.
    let date: Date?
  }

  private let base: WebAddress
  private let token: Secret
  private let words: ForeignWords
  private let http = HTTPClient()
  let budget: RateBudget
  private let health = Mutex(Health())

  /// What is known of the server.
  private struct Health {
    /// How many seconds its clock is ahead of this one.
    var clockOffset: Double?
    /// Whether it ever answered with more than a failure of its own.
    var hasAnswered = false
    /// How many requests failed altogether since the last answer.
    var failures = 0
  }

  /// The longest time that a request and its answer may take, in seconds.
  private static let seconds = 30.0
  /// The same before the first answer, when it is not known whether there is a server at all.
  private static let firstSeconds = 15.0
  /// How many requests may fail altogether before the first answer until nothing more is tried.
  private static let mostFailures = 3
  /// The most bytes of an answer: 200 Droplets are 1 MB.
  private static let mostBytes = 1 << 25
  /// How often a request is made.
  private static let tries = 4

  /// A client with a token, whose requests go to `base`.
  init(_ base: WebAddress, token: Secret, limits: RateBudget.Limits) {
    self.base = base
    self.token = token
    words = ForeignWords(secrets: [token])
    budget = RateBudget(limits)
  }

  /// How many seconds the server's clock is ahead of this one; nil before the first answer that says what time it is.
  var clockOffset: Double? { health.withLock(\.clockOffset) }
  /// How many seconds the server's clock is ahead of this one, where this one is wrong; nil before the first answer.
  var clockAhead: Double? { ServerClock.believed(clockOffset) }
  /// What time it is, by the server's clock where this one is wrong.
  var now: Date { Date(timeIntervalSinceNow: clockAhead ?? 0) }

  /// The answer to a GET of `path`, which has its query with it. A failure of the server or the network is tried again, at most three
  /// times. `onWait` is told until when it waits, now and then while a wait is long.
  ///
  /// Throws `APIFailure`, `.unreachable` when the server never answered, and `CancellationError`.
  func get(_ path: String, onWait: @escaping LongWait.Report = { _ in }) async throws -> Answer {
    var failure = APIFailure(kind: .unavailable, reason: "no request was made")
    let began = ContinuousClock.now
    for attempt in 0..<Self.tries {
      try await budget.enter(onWait)
      let outcome: Result<Attempt, any Error>
      do { outcome = .success(try await once(path, attempt)) } catch { outcome = .failure(error) }
      await budget.leave()
      switch try outcome.get() {
      case .done(let answer): return answer
      case .limited(let reason, let wait, let isOfHour):
        failure = reason
        if isOfHour { await budget.waitForHour(seconds: wait) } else { await budget.pause(seconds: wait) }
      case .again(let reason, let wait):
        failure = reason
        guard attempt + 1 < Self.tries, isWorthAnotherTry(since: began) else { throw given(up: failure) }
        try await LongWait.sleep(seconds: wait, onWait)
      }
    }
    throw failure
  }

  /// Whether a request that failed may be made again: not after many others that failed altogether, and not for long before the first
  /// answer.
  private func isWorthAnotherTry(since began: ContinuousClock.Instant) -> Bool {
    health.withLock { health in
      health.failures < 8 && (health.hasAnswered || began.duration(to: .now) < .seconds(Self.firstSeconds))
    }
  }

  /// The failure of a request that is not made again. Where nobody ever answered, no other request is worth making.
  private func given(up failure: APIFailure) -> APIFailure {
    guard failure.kind == .unavailable else { return failure }
    return health.withLock { health in
      health.failures += 1
      let isOver = !health.hasAnswered && (failure.hasNoAnswer || health.failures >= Self.mostFailures)
      return isOver ? APIFailure(kind: .unreachable, reason: failure.reason, hasNoAnswer: failure.hasNoAnswer) : failure
    }
  }

  private enum Attempt {
    case done(Answer)
    /// Refused for a moment, or for as long as the hour has no requests.
    case limited(APIFailure, wait: Double, isOfHour: Bool)
    case again(APIFailure, wait: Double)
  }

  /// Half a second and twice as long each time, with a random part so that several clients do not come back at once.
  private static func pause(_ attempt: Int) -> Double { 0.5 * Double(1 << attempt) * .random(in: 0.75...1.25) }

  private func once(_ path: String, _ attempt: Int) async throws -> Attempt {
    let request: HTTPClient.Request
    do {
      request = HTTPClient.Request(
        "GET", try base.appending(String(path.dropFirst())),
        headers: [("Authorization", "Bearer " + token.reveal()), ("Accept", "application/json")], body: Data())
    } catch {
      throw APIFailure(kind: .unreadable, reason: "the address of \(path.prefix(80)) cannot be used")
    }
    do {
      let (response, body) = try await received(request)
      return try await judged(response, body, attempt)
    } catch let failure as HTTPClient.Failure {
      return .again(
        APIFailure(
          kind: .unavailable, reason: "\(base) cannot be reached: \(words.line(failure.reason, most: 200))",
          hasNoAnswer: true),
        wait: Self.pause(attempt))
    } catch let failure as APIFailure where failure.kind == .unavailable {
      return .again(failure, wait: Self.pause(attempt))
    }
  }

  private func received(_ request: HTTPClient.Request) async throws -> (HTTPClient.Response, Data) {
    let seconds = health.withLock { $0.hasAnswered ? Self.seconds : Self.firstSeconds }
    return try await withThrowingTaskGroup(of: (HTTPClient.Response, Data)?.self) { group in
      group.addTask { [http] in
        let response = try await http.send(request)
        var body = Data()
        for try await part in response.body {
          body += part
          guard body.count <= Self.mostBytes else {
            throw APIFailure(kind: .unreadable, reason: "the answer has more than \(Self.mostBytes >> 20) MiB")
          }
        }
        return (response, body)
      }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let answer = first else {
        throw APIFailure(
          kind: .unavailable, reason: "\(base) gave no whole answer within \(Int(seconds)) seconds", hasNoAnswer: true)
      }
      return answer
    }
  }

  // MARK: Answers

  private func judged(_ response: HTTPClient.Response, _ body: Data, _ attempt: Int) async throws -> Attempt {
    let headers = Dictionary(
      response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    let date = headers["date"].flatMap(HTTPDate.date)
    let limit = RateLimitHeaders(headers, date: date ?? Date())
    note(response.status, date)
    await budget.note(limit)
    let said = APIRefusal.text(body, words)
    let retryAfter = headers["retry-after"].flatMap(RetryAfter.seconds)
    switch response.status {
    case 200..<300:
      return .done(Answer(body: body, date: date))
    case 401:
      throw APIFailure(kind: .unauthorized, reason: "the token is not accepted\(said)")
    case 403:
      throw APIFailure(kind: .denied, reason: "the token may not read it\(said)")
    case 404:
      throw APIFailure(kind: .notFound, reason: "it is not there\(said)")
    case 429:
      let wait = limit.wait(retryAfter: retryAfter, attempt: attempt)
      return .limited(
        APIFailure(kind: .limited, reason: "too many requests were made\(said)"), wait: wait,
        isOfHour: limit.isOfHour(wait: wait))
    case 500..<600, 408, 425:
      return .again(
        APIFailure(kind: .unavailable, reason: "the API answers with status \(response.status)\(said)"),
        wait: retryAfter.map { min($0, 60) } ?? Self.pause(attempt))
    case 300..<400:
      throw APIFailure(kind: .unreadable, reason: "status \(response.status) points to another address")
    default:
      throw APIFailure(kind: .refused, reason: "the API answers with status \(response.status)\(said)")
    }
  }

  /// Takes note of what an answer says of the server.
  private func note(_ status: Int, _ date: Date?) {
    health.withLock { health in
      if let date { health.clockOffset = health.clockOffset ?? date.timeIntervalSinceNow }
      guard status < 500 else { return }
      health.hasAnswered = true
      health.failures = 0
    }
  }
}
