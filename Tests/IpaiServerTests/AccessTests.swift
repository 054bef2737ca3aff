import Foundation
import HTTPTypes
import Hummingbird
import IpaiAccess
import IpaiActions
import IpaiCore
import MCP
import Testing

@testable import IpaiServer

/// Who is let in, and what they may do.
@Suite struct AccessTests {
  private let now = Timestamp(Date())

  @Test func healthNeedsNoKey() async throws {
    let server = try ServerFixture(allowsDevelopment: false)
    let health = try await server.send(.get, "/health", key: nil)
    #expect(health.status == 200 && health.json["status"] as? String == "ok")
    #expect(Set(health.json.keys) == ["status", "version", "databases"])
    let ready = try await server.send(.get, "/ready", key: nil)
    #expect(ready.status == 200 && ready.json["status"] as? String == "ready")
    #expect(try await server.send(.head, "/health", key: nil).body.isEmpty)
  }

  @Test(arguments: ["/v1/memory", "/mcp", "/v1/nothing", "/", "/health/", "/v1/keys"])
  func everythingElseNeedsOne(path: String) async throws {
    let server = try ServerFixture()
    let answer = try await server.send(.get, path, key: nil)
    #expect(answer.status == 401 && answer.headers[.wwwAuthenticate] == "Bearer realm=\"ipai\"")
    #expect(answer.json["code"] as? String == "denied")
    #expect(
      answer.headers[.contentType] == "application/problem+json" && answer.json["title"] as? String == "Unauthorized")
  }

  @Test(arguments: [
    ["X-API-Key": "wrong"], ["X-API-Key": ""], ["Authorization": "Basic eDp5"], ["Authorization": "Bearer"],
    ["Authorization": "Bearer  "], ["X-API-Key": "dev-only-insecure-key", "Authorization": "Bearer other"],
    ["X-API-Key": "DEV-ONLY-INSECURE-KEY"],
  ])
  func otherKeysAreRefused(headers: [String: String]) async throws {
    let server = try ServerFixture()
    let answer = try await server.send(.get, "/v1/models", key: nil, headers: headers)
    #expect(answer.status == 401, "\(headers)")
  }

  @Test(arguments: ["Bearer", "bearer", "BEARER"])
  func aKeyMayBeABearerToken(scheme: String) async throws {
    let server = try ServerFixture()
    let headers = ["Authorization": "\(scheme) \(KeyRing.developmentKey)"]
    #expect(try await server.send(.get, "/v1/models", key: nil, headers: headers).status == 200)
  }

  @Test func theDevelopmentKeyIsForThisMachineAlone() async throws {
    let server = try ServerFixture(allowsDevelopment: false)
    #expect(try await server.send(.get, "/v1/models").status == 401)
  }

  @Test func theDevelopmentKeyEndsWithTheFirstRealOne() async throws {
    let server = try ServerFixture()
    let keys = try server.services.keys()
    let made = try await keys.create("laptop", .read, expires: nil, at: now)
    #expect(try await server.send(.get, "/v1/models").status == 401)
    #expect(try await server.send(.get, "/v1/models", key: made.text.revealed).status == 200)
    let other = try ServerFixture(given: [GivenKey(Secret("from the environment"), name: "IPAI_API_KEY", scope: .write)]
    )
    #expect(try await other.send(.get, "/v1/models").status == 401)
    #expect(try await other.send(.get, "/v1/models", key: "from the environment").status == 200)
  }

  /// Whoever revokes the last key does not mean to let everybody in.
  @Test func theDevelopmentKeyDoesNotComeBack() async throws {
    let server = try ServerFixture()
    #expect(try await server.send(.get, "/v1/models").status == 200)
    let next = try ServerFixture(home: server.home)
    let keys = try next.services.keys()
    _ = try await keys.create("laptop", .read, expires: nil, at: now)
    _ = try await keys.revoke("laptop", at: now)
    #expect(try await next.send(.get, "/v1/models").status == 401)
  }

  /// What a server itself is told to revoke, it does not accept once more.
  @Test func aKeyRevokedOverRESTIsRefusedAtOnce() async throws {
    let server = try ServerFixture()
    let keys = try server.services.keys()
    let admin = try await keys.create("admin", .admin, expires: nil, at: now)
    let made = try await keys.create("laptop", .read, expires: nil, at: now)
    #expect(try await server.send(.get, "/v1/models", key: made.text.revealed).status == 200)
    let revoked = try await server.send(
      .post, "/v1/keys/revoke", key: admin.text.revealed, body: #"{"key": "laptop"}"#)
    #expect(revoked.status == 200, "\(String(decoding: revoked.body, as: UTF8.self))")
    #expect(try await server.send(.get, "/v1/models", key: made.text.revealed).status == 401)
  }

  @Test func hintsNameFieldsAndNotOptions() async throws {
    let server = try ServerFixture()
    let answer = try await server.send(.get, "/v1/skills?after=zzz")
    let hint = try #require(answer.json["hint"] as? String, "\(answer.json)")
    #expect(hint.contains("'after'") && !hint.contains("--"), "\(hint)")
  }

  /// A server remembers what it found out about a key for two seconds.
  @Test func aRevokedKeyIsRefusedSoon() async throws {
    let server = try ServerFixture()
    let keys = try server.services.keys()
    let made = try await keys.create("laptop", .read, expires: nil, at: now)
    #expect(try await server.send(.get, "/v1/models", key: made.text.revealed).status == 200)
    await server.usage.write()
    #expect(try await keys.list(includesRevoked: false).first?.used != nil)
    _ = try await keys.revoke("laptop", at: now)
    var status = 200
    for _ in 0..<100 where status == 200 {
      try await Task.sleep(for: .milliseconds(100))
      status = try await server.send(.get, "/v1/models", key: made.text.revealed).status
    }
    #expect(status == 401)
  }

  @Test(arguments: [
    (AccessScope.read, [200, 403, 403, 403]), (.write, [200, 200, 403, 403]), (.advisor, [200, 403, 403, 200]),
    (.admin, [200, 200, 200, 200]),
  ])
  func aScopeSaysWhatACallerMayDo(scope: AccessScope, statuses: [Int]) async throws {
    let server = try ServerFixture()
    let key = try await server.services.keys().create("k", scope, expires: nil, at: now).text.revealed
    let answers = [
      try await server.send(.get, "/v1/models", key: key),
      try await server.send(.post, "/v1/memory", key: key, body: #"{"text":"a walrus"}"#),
      try await server.send(.get, "/v1/keys", key: key),
      try await server.send(.get, "/v1/advisor/suppressions", key: key),
    ]
    #expect(answers.map(\.status) == statuses)
    for answer in answers where answer.status == 403 {
      #expect((answer.json["detail"] as? String)?.contains("the scope") == true)
    }
    #expect(try await server.services.keys().list(includesRevoked: false).count == 1)
  }

  @Test(arguments: [
    ["Host": "evil.example"], ["Host": "evil.example:8765"], ["Host": "localhost.evil.example"], ["Host": ""],
    ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": "http://localhost.evil.example"],
  ])
  func otherNamesAndPagesAreRefused(headers: [String: String]) async throws {
    let server = try ServerFixture()
    for path in ["/health", "/v1/models", "/mcp"] {
      #expect(try await server.send(.get, path, headers: headers).status == 403, "\(headers) \(path)")
    }
  }
}
