import Foundation
import HTTPTypes
import IpaiAccess
import IpaiCore
import MCP
import Testing

@testable import IpaiServer

/// How often a caller may come, and which web pages.
@Suite struct LimitTests {
  private let start = ContinuousClock.now

  @Test func aBucketRunsEmptyAndFillsAgain() {
    let limiter = RateLimiter(perMinute: 60)
    for number in 0..<60 {
      let quota = limiter.take("a", at: start)
      #expect(quota?.retryAfter == nil && quota?.remaining == 59 - number)
    }
    #expect(limiter.take("a", at: start)?.retryAfter == 1)
    #expect(limiter.take("b", at: start)?.retryAfter == nil)
    #expect(limiter.take("a", at: start + .milliseconds(1_001))?.retryAfter == nil)
    #expect(limiter.take("a", at: start + .milliseconds(1_002))?.retryAfter == 1)
    #expect(limiter.take("a", at: start + .seconds(3_600))?.remaining == 59)
  }

  @Test func lookingTakesNothing() {
    let start = ContinuousClock.now
    let limiter = RateLimiter(perMinute: 2, now: { start })
    #expect(!limiter.isSpent("a"))
    _ = limiter.take("a")
    for _ in 0..<5 { #expect(!limiter.isSpent("a")) }
    _ = limiter.take("a")
    #expect(limiter.isSpent("a") && !limiter.isSpent("b"))
  }

  @Test func theClockMayGoBack() {
    let limiter = RateLimiter(perMinute: 1)
    #expect(limiter.take("a", at: start)?.retryAfter == nil)
    #expect(limiter.take("a", at: start - .seconds(600))?.retryAfter == 60)
  }

  @Test func withoutALimitThereIsNone() {
    let limiter = RateLimiter(perMinute: 0)
    #expect(limiter.take("a") == nil)
    limiter.change(perMinute: 1)
    #expect(limiter.take("a")?.retryAfter == nil && limiter.take("a")?.retryAfter != nil)
  }

  @Test func manyCallersAreForgotten() {
    let limiter = RateLimiter(perMinute: 1)
    for number in 0..<50_000 { _ = limiter.take(String(number), at: start) }
    #expect(limiter.take("new", at: start)?.retryAfter == nil)
  }

  @Test func aFloodFromOneKeyLeavesAnotherAlone() async throws {
    let server = try ServerFixture(
      given: [
        GivenKey(Secret("a-key-of-some-length"), name: "a", scope: .read),
        GivenKey(Secret("another-key-of-some-length"), name: "b", scope: .read),
      ], perMinute: 3)
    let statuses = try await (0..<5).asyncMap { _ in
      try await server.send(.get, "/status", key: "a-key-of-some-length").status
    }
    #expect(statuses == [200, 200, 200, 429, 429])
    let refused = try await server.send(.get, "/status", key: "a-key-of-some-length")
    #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...20).contains($0) } == true)
    #expect(refused.json["detail"] != nil, "\(refused.headers)")
    let other = try await server.send(.get, "/status", key: "another-key-of-some-length")
    let remaining = try #require(HTTPField.Name("RateLimit"))
    #expect(other.status == 200 && other.headers[remaining]?.hasPrefix("\"requests\";r=2;t=") == true)
  }

  @Test func whoTriesOutKeysHasToWait() async throws {
    let server = try ServerFixture(perMinute: 3)
    let statuses = try await (0..<5).asyncMap { number in
      try await server.send(.get, "/status", key: "guess \(number)").status
    }
    #expect(statuses == [401, 401, 401, 429, 429])
    #expect(try await server.send(.get, "/status").status == 200)
    #expect(try await server.send(.get, "/health", key: nil).status == 200)
  }

  @Test func oneCallerDoesNotTakeAllPlaces() {
    let atWork = CallersAtWork(most: 2)
    #expect(atWork.enter("a") && atWork.enter("a") && !atWork.enter("a") && atWork.enter("b"))
    atWork.leave("a")
    #expect(atWork.enter("a"))
  }

  @Test(arguments: [
    ("10.0.0.1", "203.0.113.7", "203.0.113.7"), ("10.0.0.1", "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
    ("192.0.2.1", "203.0.113.7", "192.0.2.1"), ("10.0.0.1", "", "10.0.0.1"),
    ("2001:db8:1:2:3:4:5:6", "203.0.113.7", "20.1.d.b8.0.1.0.2/64"),
  ])
  func onlyATrustedProxyIsBelieved(peer: String, forwarded: String, client: String) throws {
    var fields = HTTPFields()
    if !forwarded.isEmpty { fields[try #require(HTTPField.Name("X-Forwarded-For"))] = forwarded }
    #expect(ClientAddress(proxies: ["10.0.0.1"]).of(fields, peer: peer) == client)
  }

  private static let allowOrigin = HTTPField.Name("Access-Control-Allow-Origin")

  @Test func aPageThatIsNamedMayAskAndRead() async throws {
    let server = try ServerFixture(
      origins: .init(hosts: ["localhost"], origins: ["https://app.example.com"]),
      allowedOrigins: ["https://app.example.com"])
    let allowed = try #require(Self.allowOrigin)
    let asked = ["Origin": "https://app.example.com", "Access-Control-Request-Method": "POST"]
    let preflight = try await server.send(.options, "/mcp", key: nil, headers: asked)
    #expect(preflight.status == 204 && preflight.headers[allowed] == "https://app.example.com")
    let read = try await server.send(.get, "/status", headers: ["Origin": "https://app.example.com"])
    #expect(read.status == 200 && read.headers[allowed] == "https://app.example.com")
    #expect(read.headers[values: .vary].contains("Origin"))
    let other = try await server.send(
      .options, "/mcp", key: nil,
      headers: ["Origin": "https://evil.example.com", "Access-Control-Request-Method": "POST"])
    #expect(other.status == 403 && other.headers[allowed] == nil)
  }

  @Test func noPageIsNamedByDefault() async throws {
    let server = try ServerFixture()
    let answer = try await server.send(
      .options, "/mcp", key: nil, headers: ["Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"])
    let allowed = try #require(Self.allowOrigin)
    #expect(answer.status == 401 && answer.headers[allowed] == nil)
  }
}

extension Sequence {
  /// The results of work that is done for one element after the other.
  fileprivate func asyncMap<Value>(_ work: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await work(element)) }
    return values
  }
}
