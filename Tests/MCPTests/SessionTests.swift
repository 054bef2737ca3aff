import Foundation
import Testing

@testable import MCP
@testable import mcp_everything

/// Revisions 2025-06-18 and 2025-11-25 over HTTP.
@Suite(.timeLimit(.minutes(3))) struct SessionTests {
  private static func initialize(_ version: JSON, _ more: JSON = [:]) -> JSON {
    [
      "jsonrpc": "2.0", "id": "i", "method": "initialize",
      "params": ["protocolVersion": version, "capabilities": [:], "clientInfo": ["name": "c", "version": "1"]],
    ]
  }

  @Test(arguments: [
    ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-11-25"),
    ("2024-11-05", "2025-11-25"), ("2026-07-28", "2025-11-25"), ("1999-01-01", "2025-11-25"), ("", "2025-11-25"),
  ])
  func initializeAgreesOnAVersionAndNeverFailsForOne(requested: String, agreed: String) async throws {
    let reply = try await Endpoint().post(Self.initialize(.string(requested)))
    #expect(reply.status == 200 && reply.json?["id"] == "i")
    let result = try #require(reply.json?["result"])
    #expect(result["protocolVersion"]?.string == agreed)
    #expect(result["serverInfo"]?["name"] == "everything" && result["serverInfo"]?["version"] == "1.0.0")
    #expect(result["capabilities"]?["logging"] == [:] && result["capabilities"]?["completions"] == [:])
    #expect(result["resultType"] == nil && result["_meta"] == nil && result["capabilities"]?["extensions"] == nil)
    let id = try #require(reply.header("Mcp-Session-Id"))
    #expect(id.count >= 40 && id.utf8.allSatisfy { (0x21...0x7E).contains($0) })
  }

  @Test func theVersionHeaderMayComeWithInitialize() async throws {
    let endpoint = try await Endpoint()
    #expect(await endpoint.post(Self.initialize("2025-06-18"), ["MCP-Protocol-Version": "2025-06-18"]).status == 200)
    let modern = await endpoint.post(Self.initialize("2026-07-28"), ["MCP-Protocol-Version": "2026-07-28"])
    #expect(modern.status == 404 && modern.code == -32601)
    #expect(await endpoint.post(Self.initialize("2025-11-25"), ["Mcp-Session-Id": "stale"]).status == 200)
  }

  @Test func initializeWithoutWhatItNeedsIsAnError() async throws {
    let reply = try await Endpoint().post(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]])
    #expect(reply.status == 200 && reply.code == -32602 && reply.header("Mcp-Session-Id") == nil)
  }

  @Test func sessionsAreOfOneKindEach() async throws {
    let endpoint = try await Endpoint()
    let ids = try await (endpoint.open().id, endpoint.open().id)
    #expect(ids.0 != ids.1)
  }

  @Test func withoutASessionNothingIsServed() async throws {
    let endpoint = try await Endpoint()
    let call: JSON = ["jsonrpc": "2.0", "id": 3, "method": "tools/list"]
    #expect(await endpoint.post(call).status == 400)
    #expect(await endpoint.post(call, ["Mcp-Session-Id": "unknown"]).status == 404)
    #expect(await endpoint.post(call, ["Mcp-Session-Id": "unknown"]).json?["id"] == 3)
    #expect(await endpoint.send("GET").status == 400)
    #expect(await endpoint.send("DELETE", ["Mcp-Session-Id": "unknown"]).status == 404)
  }

  @Test(arguments: [("2025-11-25", 200), ("2025-06-18", 200), (nil, 200), ("2025-03-26", 400), ("2024-11-05", 400)])
  func theVersionHeaderHasToBeServed(version: String?, status: Int) async throws {
    let session = try await Endpoint().open()
    #expect(await session.call("ping", headers: ["MCP-Protocol-Version": version]).status == status)
  }

  @Test func literallyEmptyResults() async throws {
    let session = try await Endpoint().open()
    let watched: JSON = ["uri": "test://watched-resource"]
    #expect(await session.call("ping").json?["result"] == [:])
    #expect(await session.call("logging/setLevel", ["level": "debug"]).json?["result"] == [:])
    #expect(await session.call("resources/subscribe", watched).json?["result"] == [:])
    #expect(await session.call("resources/unsubscribe", watched).json?["result"] == [:])
  }

  @Test func errorsOfRequestsRideOnStatus200() async throws {
    let session = try await Endpoint().open()
    let unknown = await session.call("no/such/method")
    #expect(unknown.status == 200 && unknown.code == -32601 && unknown.json?["id"] == 1)
    #expect(await session.call("logging/setLevel", ["level": "loud"]).code == -32602)
    let missing = await session.call("resources/read", ["uri": "test://nothing"])
    #expect(missing.status == 200 && missing.code == -32002 && missing.error?["data"] == ["uri": "test://nothing"])
    #expect(await session.call("resources/subscribe", ["uri": "test://nothing"]).code == -32002)
    #expect(await session.call("server/discover").code == -32601)
  }

  @Test func resultsHaveNothingOfTheNewRevision() async throws {
    let session = try await Endpoint().open()
    for reply in [await session.call("tools/list"), await session.tool("test_simple_text")] {
      let result = try #require(await reply.result())
      #expect(
        result["resultType"] == nil && result["ttlMs"] == nil && result["cacheScope"] == nil && result["_meta"] == nil)
    }
  }

  @Test func notificationsAndResponsesAreAccepted() async throws {
    let session = try await Endpoint().open()
    let notification = await session.notify("notifications/roots/list_changed")
    #expect(notification.status == 202 && notification.isEmpty)
    #expect(await session.notify("notifications/cancelled", ["requestId": 99]).status == 202)
    #expect(await session.answer(77, [:]).status == 202)
  }

  @Test func aDeletedSessionIsGoneWithItsStreams() async throws {
    let session = try await Endpoint().open()
    let stream = await session.listen()
    let call = await session.tool("test_never_returns", meta: ["progressToken": 1])
    _ = await call.next()
    #expect(await call.next()?.json?["method"] == "notifications/progress")
    #expect(await session.endpoint.send("DELETE", session.fields).status == 204)
    #expect(await stream.messages().isEmpty)
    #expect(await call.next() == nil)
    #expect(await session.call("ping").status == 404)
    #expect(await session.listen().status == 404)
    #expect(await session.endpoint.send("DELETE", session.fields).status == 404)
  }

  @Test func aSessionIsOfThePrincipalThatOpenedIt() async throws {
    let endpoint = try await Endpoint()
    let session = try await endpoint.open(as: "alice")
    #expect(await session.call("ping").status == 200)
    for other in ["bob", nil] {
      let stolen = SessionClient(endpoint: endpoint, id: session.id, version: session.version, principal: other)
      #expect(await stolen.call("ping").status == 404)
      #expect(await stolen.listen().status == 404)
      #expect(await endpoint.send("DELETE", session.fields, as: other).status == 404)
    }
    #expect(await session.call("ping").status == 200)
  }

  @Test func thereAreSoManySessionsAndTheOneUnusedForLongestMakesRoom() async throws {
    var options = StreamableHTTP.Options()
    options.maxSessions = 3
    let endpoint = try await Endpoint(transport: options)
    let first = try await endpoint.open()
    let second = try await endpoint.open()
    let third = try await endpoint.open()
    #expect(await first.call("ping").status == 200)
    let fourth = try await endpoint.open()
    #expect(await second.call("ping").status == 404)
    for kept in [first, third, fourth] { #expect(await kept.call("ping").status == 200) }
    #expect(await endpoint.http.sessionCount == 3)
  }

  @Test func aSessionInUseMakesNoRoom() async throws {
    var options = StreamableHTTP.Options()
    options.maxSessions = 2
    let endpoint = try await Endpoint(transport: options)
    let listening = try await endpoint.open()
    let working = try await endpoint.open()
    let stream = await listening.listen()
    let work = await working.tool("test_never_returns", meta: ["progressToken": 1])
    #expect(await endpoint.post(Self.initialize("2025-11-25")).status == 503)
    #expect(await listening.call("ping").status == 200)
    #expect(stream.isStream && work.isStream)
  }

  @Test func idleSessionsEndWhateverTheyStreamedBefore() async throws {
    var options = StreamableHTTP.Options()
    options.sessionSeconds = 0
    let endpoint = try await Endpoint(transport: options)
    let id = try #require(await endpoint.post(Self.initialize("2025-11-25")).header("Mcp-Session-Id"))
    #expect(await endpoint.send("GET", ["Mcp-Session-Id": id]).status == 404)
    let session = Session(
      endpoint.server,
      try Handshake([
        "protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": ["name": "c", "version": "1"],
      ]), principal: nil)
    var items = await session.serve(
      .integer(1), "tools/call", ["name": "test_tool_with_progress", "_meta": ["progressToken": 1]]
    ).items.makeAsyncIterator()
    while await items.next() != nil {}
    let stream = try #require(await session.connect())
    #expect(await !session.endIfIdle(since: .now + .seconds(1)))
    stream.abandon()
    for _ in 0..<500 where await !session.endIfIdle(since: .now + .seconds(1)) {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(await session.endIfIdle(since: .now))
    #expect(await session.connect() == nil)
  }

  @Test func whatAClientSaysOfItselfIsBounded() async throws {
    let reply = try await Endpoint().post([
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": [
        "protocolVersion": "2025-11-25", "capabilities": [:],
        "clientInfo": ["name": .string(String(repeating: "x", count: 20_000)), "version": "1"],
      ],
    ])
    #expect(reply.code == -32602)
  }

  @Test func onePrincipalCannotTakeAllSessions() async throws {
    var options = StreamableHTTP.Options()
    options.maxSessions = 3
    options.maxSessionsOfOne = 2
    let endpoint = try await Endpoint(transport: options)
    let bob = try await endpoint.open(as: "bob")
    var alices: [SessionClient] = []
    for _ in 0..<5 { alices.append(try await endpoint.open(as: "alice")) }
    #expect(await bob.call("ping").status == 200)
    for (index, session) in alices.enumerated() {
      let status = if index < 3 { 404 } else { 200 }
      #expect(await session.call("ping").status == status)
    }
  }

  /// Looking at sessions of others to make room does not assign them to the principal who needs it.
  @Test func lookingForRoomLeavesEachSessionItsPrincipal() async throws {
    var options = StreamableHTTP.Options()
    options.maxSessions = 2
    options.maxSessionsOfOne = 2
    let endpoint = try await Endpoint(transport: options)
    let first = try await endpoint.open(as: "alice")
    let second = try await endpoint.open(as: "alice")
    let streams = await [first.listen(), second.listen()]
    #expect(await endpoint.post(Self.initialize("2025-11-25"), as: "bob").status == 503)
    #expect(await endpoint.send("DELETE", first.fields, as: "alice").status == 204)
    let bob = try await endpoint.open(as: "bob")
    for session in [second, bob] { #expect(await session.call("ping").status == 200) }
    #expect(streams[0].isStream && streams[1].isStream)
  }

  @Test func onePrincipalCannotTakeAllRequests() async throws {
    let endpoint = try await Endpoint { $0.maxRunningOfOne = 2 }
    let session = try await endpoint.open(as: "alice")
    let running = [
      await session.tool("test_never_returns", id: 1, meta: ["progressToken": 1]),
      await endpoint.tool("test_never_returns", meta: ["progressToken": 1], as: "alice"),
    ]
    #expect(running[0].isStream && running[1].isStream)
    #expect(await endpoint.call("tools/list", as: "alice").status == 503)
    #expect(await session.call("ping", id: 2).code == -32603)
    #expect(await endpoint.call("tools/list", as: "bob").status == 200)
    _ = await session.notify("notifications/cancelled", ["requestId": 1])
    var status = 503
    for _ in 0..<1000 where status == 503 {
      status = await endpoint.call("tools/list", as: "alice").status
      await Task.yield()
    }
    #expect(status == 200)
  }

  @Test func logsAreOfTheLevelThatWasSet() async throws {
    let session = try await Endpoint().open()
    _ = await session.call("logging/setLevel", ["level": "debug"])
    #expect(await session.tool("test_tool_with_logging").messages().count == 4)
    _ = await session.call("logging/setLevel", ["level": "warning"])
    #expect(await !session.tool("test_tool_with_logging").isStream)
  }
}
