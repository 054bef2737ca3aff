import Foundation
import HTTPTypes
import IpaiAccess
import IpaiActions
import IpaiCore
import TestSupport
import Testing

@testable import IpaiServer
@testable import MCP

/// The advisor over REST, with a stand-in of DigitalOcean's API.
@Suite struct AdvisorRouteTests {
  private let standIn: DigitalOceanStandIn
  private let server: ServerFixture
  private let admin: String
  /// The key of somebody who may see what the advisor found.
  private let reader: String

  init() async throws {
    standIn = try DigitalOceanStandIn(["--seed", "7", "--size", "40"])
    server = try ServerFixture(environment: [
      "DIGITALOCEAN_ACCESS_TOKEN": "dop_v1_of_the_server", "DIGITALOCEAN_API_URL": standIn.address,
    ])
    let keys = try server.services.keys()
    admin = try await keys.create("admin", .admin, expires: nil, at: Timestamp(seconds: 1)).text.revealed
    reader = try await keys.create("reader", .advisor, expires: nil, at: Timestamp(seconds: 1)).text.revealed
  }

  /// Asks for a scan, and waits for its end while the tasks run.
  private func scanned() async throws -> [String: Any] {
    let running = Task { [scans = server.scans] in try await scans.run() }
    defer { running.cancel() }
    let begun = try await server.send(.post, "/api/scans", key: admin, body: #"{"metrics":false}"#)
    #expect(begun.status == 202 && begun.json["status"] as? String == "working")
    let place = try #require(begun.headers[.location])
    let again = try await server.send(.post, "/api/scans", key: admin, body: "{}")
    #expect(again.json["id"] as? String == begun.json["id"] as? String)
    for _ in 0..<600 {
      let task = try await server.send(.get, place, key: reader)
      #expect(task.status == 200)
      if task.json["status"] as? String != "working" { return task.json }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("the scan did not end")
    return [:]
  }

  @Test func aScanIsATaskWhoseFindingsAreListed() async throws {
    #expect(try await server.send(.get, "/api/summary", key: reader).status == 404)
    let task = try await scanned()
    #expect(task["status"] as? String == "completed" && task["scan"] as? Int == 1, "\(task)")
    let summary = try await server.send(.get, "/api/summary", key: reader)
    #expect(((summary.json["score"] as? [String: Any])?["overall"] as? Double ?? -1) > 0)
    let page = try await server.send(.get, "/api/recommendations?limit=2&status=all", key: reader)
    let findings = try #require(page.json["findings"] as? [[String: Any]])
    #expect(findings.count == 2)
    let field = try #require(HTTPField.Name("Link"))
    let link = try #require(page.headers[field])
    let next = try #require(link.split(separator: ">").first?.dropFirst())
    let second = try await server.send(.get, String(next), key: reader)
    #expect(second.status == 200 && !second.body.isEmpty && second.body != page.body)
    let fingerprint = try #require(findings[0]["fingerprint"] as? String)
    let one = try await server.send(.get, "/api/recommendations/\(fingerprint)", key: reader)
    #expect((one.json["stored"] as? [String: Any])?["last_scan"] as? Int == 1)
    #expect(try await server.send(.get, "/api/recommendations/000000", key: reader).status == 404)
    #expect(try await server.send(.get, "/api/recommendations?severity=urgent", key: reader).status == 400)
    #expect(try await server.send(.get, "/api/recommendations?cursor=x", key: reader).status == 400)
    try await suppresses(fingerprint)
  }

  private func suppresses(_ fingerprint: String) async throws {
    let body = #"{"target":"\#(fingerprint)","reason":"ours","owner":"ada","until":"never"}"#
    #expect(try await server.send(.post, "/api/suppressions", key: reader, body: body).status == 403)
    let made = try await server.send(.post, "/api/suppressions", key: admin, body: body)
    #expect(made.status == 200 && made.json["fingerprint"] as? String == fingerprint)
    #expect(try await server.send(.post, "/api/suppressions", key: admin, body: body).status == 409)
    let open = try await server.send(.get, "/api/recommendations?limit=1000", key: reader)
    #expect(!String(decoding: open.body, as: UTF8.self).contains(fingerprint))
    let id = try #require(made.json["id"] as? Int)
    #expect(try await server.send(.delete, "/api/suppressions/\(id)", key: admin).status == 200)
    let left = try await server.send(.get, "/api/suppressions", key: reader)
    #expect((left.json["suppressions"] as? [Any])?.isEmpty == true)
  }

  /// Whoever sent `limit` knows nothing of `max_results`.
  @Test(arguments: [
    ("recommendations?limit=0", "limit must be"), ("diff?a=0", "a must be"), ("diff?b=x", "b must be"),
    ("recommendations?cursor=zz", "cursor: this is no cursor"), ("scans?cursor=zz", "cursor: this is no cursor"),
    ("recommendations?limit=1&limit=2", "limit is given twice"), ("scans?max_results=0", "max_results must be"),
  ])
  func errorsNameWhatWasSent(_ query: String, _ message: String) async throws {
    let answer = try await server.send(.get, "/api/\(query)", key: admin)
    #expect(answer.status == 400)
    #expect((answer.json["detail"] as? String)?.hasPrefix(message) == true, "\(answer.json)")
  }

  /// Clients have no command line, and no file of the machine.
  @Test func hintsAreNoCommandsOfTheMachine() async throws {
    for path in ["summary", "recommendations/000000", "recommendations?rule=DO-NONE-001", "diff?a=1&b=2"] {
      let answer = try await server.send(.get, "/api/\(path)", key: admin)
      #expect([400, 404].contains(answer.status))
      #expect((answer.json["hint"] as? String)?.contains("ipai advisor") != true, "\(path): \(answer.json)")
    }
    let file = try await server.send(.get, "/v1/advisor/findings/000000?offline=/etc/passwd", key: admin)
    #expect(file.status == 403, "\(file.json)")
    let fixes = try await server.send(.get, "/v1/advisor/fixes?finding=000000&offline=/etc/passwd", key: admin)
    #expect(fixes.status == 403, "\(fixes.json)")
  }

  @Test func aScanWithoutABodyHasTheDefaults() async throws {
    let begun = try await server.send(.post, "/api/scans", key: admin)
    #expect(begun.status == 202 && begun.json["status"] as? String == "working", "\(begun.json)")
  }

  /// Files and contexts are the machine's own, and the token is the server's.
  @Test func clientsCannotSayWhatIsRead() async throws {
    for body in [
      #"{"offline":"/etc/passwd"}"#, #"{"save":"/tmp/x"}"#, #"{"context":"work"}"#, #"{"policy":"/x"}"#,
      #"{"requests_per_minute":0}"#, #"{"metrics":"no"}"#, "[]", "x",
    ] {
      let answer = try await server.send(.post, "/api/scans", key: admin, body: body)
      #expect(answer.status == 400, "\(body)")
    }
    #expect(try await server.send(.post, "/api/scans", key: reader, body: "{}").status == 403)
    #expect(try await server.send(.get, "/api/scans/tasks/none", key: reader).status == 404)
    let refused = try await server.send(.post, "/v1/advisor/scan", key: admin, body: "{}")
    #expect(refused.status == 403)
  }

  /// Each route is open to those who have its scope, and to no others.
  @Test(arguments: AccessScope.allCases)
  func routesAreForTheirScopes(scope: AccessScope) async throws {
    let key = try await server.services.keys().create("k", scope, expires: nil, at: Timestamp(seconds: 1)).text.revealed
    for action in ActionList.all where action.route.method == .get {
      let path = ActionRouter.path(of: action).replacing(/\{[a-z_]+\}/, with: "x")
      let answer = try await server.send(.get, path, key: key)
      #expect(needsScope(answer) == !scope.includes(action.scope), "\(path) \(answer.status)")
    }
    for route in CompatibleRoute.all where route.route.method == .get {
      let path = route.route.path.replacing(/\{[a-z_]+\}/, with: "x")
      let answer = try await server.send(.get, path, key: key)
      #expect(needsScope(answer) == !scope.includes(route.action.scope), "\(path) \(answer.status)")
    }
  }

  /// Whether a request was refused because of the scope of its key. What is done on the machine alone is refused to everybody.
  private func needsScope(_ answer: ServerFixture.Answer) -> Bool {
    answer.status == 403 && (answer.json["detail"] as? String)?.hasPrefix("this needs the scope") == true
  }

  /// Models are offered the tools of all scopes that a caller has, and no others.
  @Test(
    arguments: [
      ([AccessScope.read], 6), ([.write], 9), ([.advisor], 9), ([.write, .advisor], 12), ([.admin], 12), ([], nil),
    ] as [(Set<AccessScope>, Int?)])
  func toolsAreForTheirScopes(scopes: Set<AccessScope>, count: Int?) throws {
    let endpoints = try Endpoints(server.services, origins: .loopback, options: Server.Options())
    let offered = endpoints.server(for: Caller(principal: "x", scopes: scopes))
    let names = offered?.catalog.catalog.tools.map(\.name)
    #expect(names?.count == count)
    #expect(names?.contains("advisor_findings") ?? false == scopes.contains { $0.includes(.advisor) })
    #expect(names?.contains("memory_save") ?? false == scopes.contains { $0.includes(.write) })
  }

  /// Somebody who may read, or write, sees nothing of an account.
  @Test(arguments: [AccessScope.read, .write])
  func othersSeeNothing(scope: AccessScope) async throws {
    let key = try await server.services.keys().create("k", scope, expires: nil, at: Timestamp(seconds: 1)).text.revealed
    for path in [
      "/api/summary", "/api/recommendations", "/api/suppressions", "/api/scans/tasks/x", "/v1/advisor/score",
    ] {
      #expect(try await server.send(.get, path, key: key).status == 403, "\(path)")
    }
  }

  /// Whoever stops the server waits for no scan, and it is said why that ended.
  @Test func stoppingEndsTheTask() async throws {
    let slow = try DigitalOceanStandIn(["--seed", "7", "--size", "40", "--latency", "2000"])
    let other = try ServerFixture(environment: [
      "DIGITALOCEAN_ACCESS_TOKEN": "dop_v1_of_the_server", "DIGITALOCEAN_API_URL": slow.address,
    ])
    let running = Task { try await other.scans.run() }
    let begun = other.scans.begin(.init())
    for _ in 0..<200 where other.scans.task(begun.id)?.phase == nil { try await Task.sleep(for: .milliseconds(50)) }
    running.cancel()
    _ = await running.result
    let ended = try #require(other.scans.task(begun.id))
    #expect(ended.status == .failed && ended.failure?.detail == "the server was stopped", "\(ended)")
    #expect(!other.log.text.contains("CancellationError"))
  }

  @Test func aTokenThatIsRefusedEndsTheTask() async throws {
    let strict = try DigitalOceanStandIn(["--token", "dop_v1_another"])
    let other = try ServerFixture(environment: [
      "DIGITALOCEAN_ACCESS_TOKEN": "dop_v1_of_the_server", "DIGITALOCEAN_API_URL": strict.address,
    ])
    let running = Task { try await other.scans.run() }
    defer { running.cancel() }
    let begun = other.scans.begin(.init())
    for _ in 0..<200 where other.scans.task(begun.id)?.status == .working {
      try await Task.sleep(for: .milliseconds(50))
    }
    let failed = try #require(other.scans.task(begun.id))
    #expect(failed.status == .failed && failed.failure?.code == "denied", "\(failed)")
    #expect(!other.log.text.contains("dop_v1_of_the_server"))
  }
}
