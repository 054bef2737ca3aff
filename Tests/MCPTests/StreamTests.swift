import Foundation
import Testing

@testable import MCP
@testable import mcp_everything

/// Streams of a session: which message goes on which stream, and how a client comes back to one.
@Suite(.timeLimit(.minutes(3))) struct StreamTests {
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
    for _ in 1...3 {
      let reply = await session.listen()
      ids.append(await reply.next()?.id ?? "none")
      reply.leave()
    }
    #expect(Set(ids).count == ids.count && !ids.contains("none"))
  }

  @Test func aClientSentAwayComesBackForTheRest() async throws {
    let session = try await Endpoint().open()
    let reply = await session.tool("test_reconnection", id: "r")
    let primer = try #require(await reply.next())
    let away = try #require(await reply.next())
    #expect(away.retry == 100 && away.data == "" && primer.id != nil && primer.id != away.id)
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
    // The id is free again.
    #expect(await session.tool("test_simple_text", id: "n").text() != nil)
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
      // It ignores cancellation, like code that waits for something else.
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

  @Test func changesGoToTheStandaloneStreamOfThoseWhoWantThem() async throws {
    let endpoint = try await Endpoint()
    let watcher = try await endpoint.open()
    let other = try await endpoint.open()
    let watching = await watcher.listen()
    let listening = await other.listen()
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

  @Test func aMessageGoesToTheNewestOfSeveralListenersAlone() async throws {
    let session = try await Endpoint().open()
    let first = await session.listen()
    let second = await session.listen()
    try await session.endpoint.server.update { $0.prompts.removeLast() }
    _ = await second.next()
    #expect(await second.next()?.json?["method"] == "notifications/prompts/list_changed")
    _ = await first.next()
    #expect(await session.endpoint.send("DELETE", session.fields).status == 204)
    #expect(await first.messages().isEmpty)
  }

  @Test func aSecondListenerLeavesTheFirstOpen() async throws {
    let server = try await Endpoint().server
    let handshake = try Handshake([
      "protocolVersion": "2025-11-25", "capabilities": [:], "clientInfo": ["name": "c", "version": "1"],
    ])
    let session = Session(server, handshake, principal: nil)
    await session.subscribe()
    let first = try #require(await session.connect())
    let second = try #require(await session.connect())
    try await server.update { $0.prompts.removeLast() }
    second.abandon()
    // This change, if not an earlier one, reveals that the second listener is gone.
    try await server.update { $0.tools.removeLast() }
    try await server.update { $0.resources.removeLast() }
    await session.end()
    var methods: [String] = []
    for await case .message(let bytes, _) in first.items {
      methods.append(try #require(JSON(parsing: bytes)["method"]?.string))
    }
    #expect(methods.last == "notifications/resources/list_changed")
    #expect(!methods.contains("notifications/prompts/list_changed"))
  }

  @Test func thereAreSoManyListenersAndTheFirstGivesWay() async throws {
    let session = try await Endpoint().open()
    var listeners: [Reply] = []
    for _ in 0...Session.maxListeners { listeners.append(await session.listen()) }
    #expect(await listeners[0].messages().isEmpty)
    try await session.endpoint.server.update { $0.prompts.removeLast() }
    let last = try #require(listeners.last)
    _ = await last.next()
    #expect(await last.next()?.json?["method"] == "notifications/prompts/list_changed")
  }

  @Test func aListenerThatComesBackGetsWhatItMissedOnItsOwnStream() async throws {
    let session = try await Endpoint().open()
    let first = await session.listen()
    let second = await session.listen()
    let start = try #require(await second.next()?.id)
    let other = try #require(await first.next()?.id)
    #expect(start != other)
    try await session.endpoint.server.update { $0.prompts.removeLast() }
    _ = await second.next()
    second.leave()
    let again = await session.listen(after: start)
    #expect(await again.next()?.json?["method"] == "notifications/prompts/list_changed")
    #expect(await session.listen(after: other).status == 200)
    #expect(await session.endpoint.send("DELETE", session.fields).status == 204)
    #expect(await again.messages().isEmpty)
  }
}
