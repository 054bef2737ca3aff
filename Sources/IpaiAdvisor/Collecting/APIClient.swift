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
  private let clockOffset = Mutex<Double?>(nil)

  /// The longest time that a request and its answer may take, in seconds.
  private static let seconds = 60.0
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

  /// How many seconds the server's clock is ahead of this one, where this one is wrong; nil before the first answer.
  var clockAhead: Double? { ServerClock.believed(clockOffset.withLock { $0 }) }
  /// What time it is, by the server's clock where this one is wrong.
  var now: Date { Date(timeIntervalSinceNow: clockAhead ?? 0) }

  /// The answer to a GET of `path`, which has its query with it. A failure of the server or the network is tried again, at most three
  /// times.
  ///
  /// Throws `APIFailure`, `CancellationError`.
  func get(_ path: String) async throws -> Answer {
    var failure = APIFailure(kind: .unavailable, reason: "no request was made")
    for attempt in 0..<Self.tries {
      try await budget.enter()
      let outcome: Result<Attempt, any Error>
      do { outcome = .success(try await once(path)) } catch { outcome = .failure(error) }
      await budget.leave()
      switch try outcome.get() {
      case .done(let answer): return answer
      case .again(let reason, let wait):
        failure = reason
        guard attempt + 1 < Self.tries else { throw failure }
        if reason.kind == .limited, let wait {
          try await budget.block(seconds: wait)
        } else {
          try await Task.sleep(for: .seconds(wait ?? Self.pause(attempt)))
        }
      }
    }
    throw failure
  }

  private enum Attempt {
    case done(Answer)
    case again(APIFailure, wait: Double?)
  }

  /// Half a second and twice as long each time, with a random part so that several clients do not come back at once.
  private static func pause(_ attempt: Int) -> Double { 0.5 * Double(1 << attempt) * .random(in: 0.75...1.25) }

  private func once(_ path: String) async throws -> Attempt {
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
      return try await judged(response, body, path)
    } catch let failure as HTTPClient.Failure {
      return .again(
        APIFailure(kind: .unavailable, reason: "\(base) cannot be reached: \(words.line(failure.reason, most: 200))"),
        wait: nil)
    } catch let failure as APIFailure where failure.kind == .unavailable {
      return .again(failure, wait: nil)
    }
  }

  private func received(_ request: HTTPClient.Request) async throws -> (HTTPClient.Response, Data) {
    try await withThrowingTaskGroup(of: (HTTPClient.Response, Data)?.self) { group in
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
        try await Task.sleep(for: .seconds(Self.seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let answer = first else {
        throw APIFailure(kind: .unavailable, reason: "there was no whole answer within \(Int(Self.seconds)) seconds")
      }
      return answer
    }
  }

  // MARK: Answers

  private func judged(_ response: HTTPClient.Response, _ body: Data, _ path: String) async throws -> Attempt {
    let headers = Dictionary(
      response.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    let date = headers["date"].flatMap(HTTPDate.date)
    if let date { clockOffset.withLock { $0 = $0 ?? date.timeIntervalSinceNow } }
    try await noteLimit(headers, date)
    let said = APIRefusal.text(body, words)
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
      let wait = headers["retry-after"].flatMap(RetryAfter.seconds) ?? resetIn(headers, date)
      return .again(
        APIFailure(kind: .limited, reason: "too many requests were made\(said)"), wait: min(max(wait ?? 5, 0.05), 3600))
    case 500..<600, 408, 425:
      return .again(
        APIFailure(kind: .unavailable, reason: "the API answers with status \(response.status)\(said)"),
        wait: headers["retry-after"].flatMap(RetryAfter.seconds).map { min($0, 60) })
    case 300..<400:
      throw APIFailure(kind: .unreadable, reason: "status \(response.status) points to another address")
    default:
      throw APIFailure(kind: .refused, reason: "the API answers with status \(response.status)\(said)")
    }
  }

  private func noteLimit(_ headers: [String: String], _ date: Date?) async throws {
    guard let left = headers["ratelimit-remaining"].flatMap({ Int($0) }),
      let limit = headers["ratelimit-limit"].flatMap({ Int($0) }), let wait = resetIn(headers, date)
    else { return }
    try await budget.note(left: left, of: limit, resetIn: wait)
  }

  /// How many seconds it is until the oldest request no longer counts.
  private func resetIn(_ headers: [String: String], _ date: Date?) -> Double? {
    guard let reset = headers["ratelimit-reset"].flatMap({ Double($0) }), reset.isFinite else { return nil }
    return min(max(0, reset - (date ?? Date()).timeIntervalSince1970), 3600)
  }
}
