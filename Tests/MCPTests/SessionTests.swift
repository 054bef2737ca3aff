import Foundation
import Testing

@testable import MCP
@testable import mcp_everything

/// Revisions 2025-06-18 and 2025-11-25 over HTTP (brief, section 3).
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
    #expect((200...204).contains(await session.endpoint.send("DELETE", session.fields).status))
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

  @Test func thereAreSoManySessionsAndIdleOnesMakeRoom() async throws {
    var options = StreamableHTTP.Options()
    options.maxSessions = 2
    let full = try await Endpoint(transport: options)
    _ = try await (full.open(), full.open())
    #expect(await full.post(Self.initialize("2025-11-25")).status == 503)
    options.sessionSeconds = 0
    let roomy = try await Endpoint(transport: options)
    for _ in 0..<5 { #expect(await roomy.post(Self.initialize("2025-11-25")).status == 200) }
    #expect(await roomy.http.sessionCount <= 2)
  }

  // MARK: Streams

  @Test func aStreamBeginsWithAnIdToComeBackWith() async throws {
    let session = try await Endpoint().open()
    let reply = await session.tool("test_tool_with_progress", meta: ["progressToken": 7])
    #expect(reply.isStream)
    let primer = try #require(await reply.next())
    #expect(primer.id != nil && primer.data == "")
    var ids: Set<String> = [primer.id ?? ""]
    var messages: [JSON] = []
    while let event = await reply.next() {
      ids.insert(try #require(event.id))
      messages.append(try #require(event.json))
    }
    #expect(ids.count == 5 && messages.count == 4)
    #expect(messages[0]["params"]?["progressToken"] == 7 && messages[3]["result"] != nil)
  }

  @Test func olderClientsGetNoEmptyEvents() async throws {
    let session = try await Endpoint().open("2025-06-18")
    let reply = await session.tool("test_tool_with_progress", meta: ["progressToken": 7])
    #expect(await reply.next()?.json?["method"] == "notifications/progress")
  }

  @Test func eventIdsAreUniqueAcrossStreams() async throws {
    let session = try await Endpoint().open()
    var ids: [String] = []
    for id in 1...3 {
      let reply = await session.tool("test_tool_with_progress", id: .integer(id), meta: ["progressToken": 1])
      while let event = await reply.next() { ids.append(event.id ?? "none") }
    }
    #expect(Set(ids).count == ids.count && !ids.contains("none"))
  }

  @Test func aClientSentAwayComesBackForTheRest() async throws {
    let session = try await Endpoint().open()
    let reply = await session.tool("test_reconnection", id: "r")
    let primer = try #require(await reply.next())
    let away = try #require(await reply.next())
    #expect(away.retry == 100 && away.data == "" && primer.id != nil)
    #expect(await reply.next() == nil)
    let rest = await session.listen(after: away.id)
    #expect(rest.status == 200)
    let last = try #require(await rest.next())
    #expect(last.json?["id"] == "r" && last.json?["result"] != nil)
    #expect(await rest.next() == nil)
  }

  @Test func aBrokenStreamIsReplayedFromWhereItBroke() async throws {
    let session = try await Endpoint().open()
    let reply = await session.tool("test_tool_with_progress", meta: ["progressToken": 7])
    _ = await reply.next()
    let first = try #require(await reply.next())
    #expect(first.json?["params"]?["progress"] == 0)
    reply.leave()
    try await Task.sleep(for: .milliseconds(300))
    let rest = await session.listen(after: first.id).messages()
    #expect(rest.count == 3 && rest[0]["params"]?["progress"] == 50 && rest[2]["result"] != nil)
    #expect(await session.listen(after: "s99-1").status == 400)
    #expect(await session.listen(after: "rubbish").status == 400)
  }

  @Test func aSlowAnswerBecomesAStreamThatCanBeResumed() async throws {
    let (release, go) = AsyncStream<Void>.makeStream()
    let slow = Tool("slow", description: "d") { _, _ in
      for await _ in release { break }
      return .text("at last")
    }
    let session = try await Endpoint({ $0.patientSeconds = 1 }, offering: Catalog(tools: [slow])).open()
    let reply = await session.tool("slow")
    let primer = try #require(await reply.next())
    reply.leave()
    go.finish()
    #expect(await session.listen(after: primer.id).text() == "at last")
  }

  @Test func aSlowStatelessAnswerBecomesAStream() async throws {
    let (release, go) = AsyncStream<Void>.makeStream()
    let slow = Tool("slow", description: "d") { _, _ in
      for await _ in release { break }
      return .text("at last")
    }
    let reply = try await Endpoint({ $0.patientSeconds = 1 }, offering: Catalog(tools: [slow])).tool("slow")
    #expect(reply.isStream)
    go.finish()
    #expect(await reply.text() == "at last")
  }

  @Test func leavingDoesNotCancel() async throws {
    let (done, signal) = AsyncStream<Bool>.makeStream()
    let tool = Tool("t", description: "t") { _, context in
      await context.reportProgress(1)
      try? await Task.sleep(for: .milliseconds(200))
      signal.yield(Task.isCancelled)
      return .text("done")
    }
    let session = try await Endpoint(offering: Catalog(tools: [tool])).open()
    let reply = await session.tool("t", meta: ["progressToken": 1])
    _ = await reply.next()
    reply.leave()
    var signals = done.makeAsyncIterator()
    #expect(await signals.next() == false)
  }

  @Test func cancelledRequestsStopAndAreNotAnswered() async throws {
    let session = try await Endpoint().open()
    let reply = await session.tool("test_never_returns", id: "n", meta: ["progressToken": 1])
    _ = await reply.next()
    _ = await reply.next()
    #expect(await session.notify("notifications/cancelled", ["requestId": "n", "reason": "enough"]).status == 202)
    #expect(await reply.next() == nil)
    #expect(await session.tool("test_simple_text", id: "n").status == 200)
  }

  @Test func anIdThatIsInUseIsRefused() async throws {
    let session = try await Endpoint().open()
    let first = await session.tool("test_never_returns", id: 1, meta: ["progressToken": 1])
    _ = await first.next()
    #expect(await session.call("ping", id: 1).code == -32600)
    #expect(await session.call("ping", id: "1").json?["result"] == [:])
  }

  @Test func anIdThatIsFreeAgainBelongsToTheNewRequestAlone() async throws {
    let (release, go) = AsyncStream<Void>.makeStream()
    let stubborn = Tool("stubborn", description: "d") { _, context in
      await context.reportProgress(1)
      var releases = release.makeAsyncIterator()
      // Deaf to cancellation, as code that waits for something else is.
      _ = await Task.detached { await releases.next() }.value
      return .text("late")
    }
    let session = try await Endpoint(
      offering: Catalog(tools: [stubborn, Fixtures.contentTools[0], Fixtures.sessionTools[7]])
    ).open()
    let first = await session.tool("stubborn", id: 1, meta: ["progressToken": 1])
    _ = await first.next()
    _ = await session.notify("notifications/cancelled", ["requestId": 1])
    let second = await session.tool("test_never_returns", id: 1, meta: ["progressToken": 1])
    _ = await second.next()
    go.yield(())
    try await Task.sleep(for: .milliseconds(100))
    #expect(await session.call("ping", id: 1).code == -32600)
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

  @Test func aReplayWithAGapIsRefused() async throws {
    let chatty = Tool("chatty", description: "d") { _, context in
      for step in 1...300 { await context.reportProgress(Double(step)) }
      return .text("done")
    }
    let session = try await Endpoint(offering: Catalog(tools: [chatty])).open()
    let reply = await session.tool("chatty", meta: ["progressToken": 1])
    var ids: [String] = []
    while let event = await reply.next() { ids.append(event.id ?? "") }
    #expect(ids.count == 302)
    #expect(await session.listen(after: ids[1]).status == 400)
    #expect(await session.listen(after: ids[200]).messages().count == 101)
    #expect(await session.listen(after: ids[1].replacing("-1", with: "-999")).status == 400)
  }

  @Test func aCancelledRequestTakesItsQuestionsBack() async throws {
    let session = try await Endpoint().open(client: ["sampling": [:]])
    let reply = await session.tool("test_sampling", ["prompt": "x"], id: "q")
    _ = await reply.next()
    let question = try #require(await reply.next()?.json)
    _ = await session.notify("notifications/cancelled", ["requestId": "q"])
    let taken = try #require(await reply.next()?.json)
    #expect(taken["method"] == "notifications/cancelled" && taken["params"]?["requestId"] == question["id"])
    #expect(await reply.next() == nil)
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
    (options.maxSessions, options.maxSessionsOfOne) = (3, 2)
    let endpoint = try await Endpoint(transport: options)
    for _ in 0..<2 { _ = try await endpoint.open(as: "alice") }
    #expect(await endpoint.post(Self.initialize("2025-11-25"), as: "alice").status == 503)
    _ = try await endpoint.open(as: "bob")
  }

  // MARK: Notifications

  @Test func changesGoToTheStandaloneStreamOfThoseWhoWantThem() async throws {
    let endpoint = try await Endpoint()
    let (watcher, other) = try await (endpoint.open(), endpoint.open())
    let (watching, listening) = await (watcher.listen(), other.listen())
    _ = await watcher.call("resources/subscribe", ["uri": "test://watched-resource"])
    await endpoint.server.resourceUpdated("test://watched-resource")
    try await endpoint.server.update { $0.tools.removeLast() }
    _ = await watching.next()
    let updated = try #require(await watching.next()?.json)
    #expect(
      updated == [
        "jsonrpc": "2.0", "method": "notifications/resources/updated", "params": ["uri": "test://watched-resource"],
      ])
    #expect(await watching.next()?.json?["method"] == "notifications/tools/list_changed")
    _ = await listening.next()
    #expect(await listening.next()?.json?["method"] == "notifications/tools/list_changed")
  }

  @Test func whatHappenedBeforeAClientListensIsKept() async throws {
    let session = try await Endpoint().open()
    try await session.endpoint.server.update { $0.prompts.removeLast() }
    let stream = await session.listen()
    _ = await stream.next()
    #expect(await stream.next()?.json?["method"] == "notifications/prompts/list_changed")
  }

  @Test func aSecondListenerTakesThePlaceOfTheFirst() async throws {
    let session = try await Endpoint().open()
    let (first, second) = (await session.listen(), await session.listen())
    try await session.endpoint.server.update { $0.prompts.removeLast() }
    _ = await second.next()
    #expect(await second.next()?.json?["method"] == "notifications/prompts/list_changed")
    #expect(await first.messages().isEmpty)
  }

  @Test func logsAreOfTheLevelThatWasSet() async throws {
    let session = try await Endpoint().open()
    _ = await session.call("logging/setLevel", ["level": "debug"])
    #expect(await session.tool("test_tool_with_logging").messages().count == 4)
    _ = await session.call("logging/setLevel", ["level": "warning"])
    #expect(await !session.tool("test_tool_with_logging").isStream)
  }

  // MARK: Questions

  @Test func questionsGoOnTheStreamOfTheRequest() async throws {
    let session = try await Endpoint().open(client: ["elicitation": [:], "sampling": [:], "roots": [:]])
    let reply = await session.tool("test_input_required_result_multiple_inputs")
    _ = await reply.next()
    for _ in 0..<3 {
      let question = try #require(await reply.next()?.json)
      let answer: JSON =
        switch question["method"]?.string {
        case "elicitation/create": ["action": "accept", "content": ["name": "Ada"]]
        case "roots/list": ["roots": [["uri": "file:///work"]]]
        default: ["role": "assistant", "content": ["type": "text", "text": "hi"], "model": "m"]
        }
      #expect(await session.answer(question["id"], answer).status == 202)
    }
    #expect(await reply.text() == "Answered: client_roots, greeting, user_name")
  }

  @Test func questionsHaveTheFormOfTheirVersion() async throws {
    for (version, mode) in [("2025-11-25", "form" as JSON?), ("2025-06-18", nil)] {
      let session = try await Endpoint().open(version, client: ["elicitation": [:]])
      let reply = await session.tool("test_elicitation", ["message": "who?"])
      var question = await reply.next()?.json
      if question == nil { question = await reply.next()?.json }
      #expect(question?["params"]?["mode"] == mode && question?["params"]?["message"] == "who?")
    }
  }

  @Test func whatTheClientCannotIsNotAsked() async throws {
    let session = try await Endpoint().open()
    #expect(await session.tool("test_sampling", ["prompt": "x"]).code != nil)
    let formless = try await Endpoint().open(client: ["elicitation": ["url": [:]]])
    #expect(await formless.tool("test_elicitation", ["message": "x"]).code != nil)
  }

  @Test func anErrorOfTheClientsIsTheRequests() async throws {
    let session = try await Endpoint().open(client: ["sampling": [:]])
    let reply = await session.tool("test_sampling", ["prompt": "x"])
    _ = await reply.next()
    let question = try #require(await reply.next()?.json)
    let refusal: JSON = ["jsonrpc": "2.0", "id": question["id"] ?? .null, "error": ["code": -1, "message": "no"]]
    #expect(await session.endpoint.post(refusal, session.fields).status == 202)
    #expect(await reply.next()?.json?["error"]?["code"] == -1)
  }

  @Test func anAnswerOutOfShapeIsAnError() async throws {
    let session = try await Endpoint().open(client: ["elicitation": [:]])
    for answer in [[:], ["action": "maybe"], ["action": "accept", "content": 7]] as [JSON] {
      let reply = await session.tool("test_elicitation", ["message": "x"])
      _ = await reply.next()
      _ = await session.answer(await reply.next()?.json?["id"], answer)
      #expect(await reply.next()?.json?["error"]?["code"] == -32602)
    }
  }

  @Test func aQuestionThatIsNotAnsweredEnds() async throws {
    let session = try await Endpoint { $0.answerSeconds = 1 }.open(client: ["sampling": [:]])
    let messages = await session.tool("test_sampling", ["prompt": "x"]).messages()
    #expect(messages.contains { $0["method"] == "notifications/cancelled" })
    #expect(messages.last?["error"]?["code"] == -32603)
  }
}
