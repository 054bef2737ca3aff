import Testing

@testable import MCP

/// What a client does with messages that are not responses.
@Suite(.timeLimit(.minutes(3))) struct InboxTests {
  private static func updated(_ uri: String) -> RPCMessage {
    .notification(method: "notifications/resources/updated", params: ["uri": .string(uri)])
  }

  @Test func aPartOfAResourceIsToldToWhoWantsTheWhole() async throws {
    let inbox = Inbox(Client.Options())
    let (told, continuation) = AsyncThrowingStream<ServerChange, any Error>.makeStream()
    _ = inbox.listen(
      Inbox.Listener(wanted: [.resource(uri: "file:///a")], isInSession: true, continuation: continuation))
    let others = AsyncThrowingStream<ServerChange, any Error>.makeStream()
    _ = inbox.listen(Inbox.Listener(wanted: [.tools], isInSession: true, continuation: others.continuation))
    inbox.receive(Self.updated("file:///a/b"), from: 1, respond: nil)
    inbox.close()
    var changes: [ServerChange] = []
    for try await change in told { changes.append(change) }
    #expect(changes == [.resource(uri: "file:///a/b")])
    for try await change in others.stream { Issue.record("told of \(change)") }
  }

  @Test func theQuestionsOfALostConnectionAreDropped() async throws {
    let (events, event) = AsyncStream<String>.makeStream()
    var options = Client.Options()
    options.roots = {
      event.yield("asked")
      do { try await Task.sleep(for: .seconds(3600)) } catch { event.yield("dropped") }
      return []
    }
    let inbox = Inbox(options)
    for connection in 1...2 {
      inbox.receive(.request(id: .string("q"), method: "roots/list", params: [:]), from: connection) { _ in
        event.yield("answered")
      }
    }
    var happened = events.makeAsyncIterator()
    for _ in 0..<2 { #expect(await happened.next() == "asked") }
    inbox.drop(1)
    #expect(await happened.next() == "dropped")
    #expect(inbox.isAsked)
    // The server takes its question back.
    inbox.receive(.notification(method: "notifications/cancelled", params: ["requestId": "q"]), from: 2, respond: nil)
    #expect(await happened.next() == "dropped")
    while inbox.isAsked { try await Task.sleep(for: .milliseconds(5)) }
    event.finish()
    #expect(await happened.next() == nil)
  }

  @Test func soManyQuestionsAreAnsweredAtOnce() async throws {
    let (refusals, refusal) = AsyncStream<RPCMessage>.makeStream()
    var options = Client.Options()
    options.roots = {
      try await Task.sleep(for: .seconds(3600))
      return []
    }
    let inbox = Inbox(options)
    for number in 0...64 {
      inbox.receive(.request(id: .integer(number), method: "roots/list", params: [:]), from: 1) { refusal.yield($0) }
    }
    var refused = refusals.makeAsyncIterator()
    guard case .response(.integer(64), .failure)? = await refused.next() else { return #expect(Bool(false)) }
    inbox.drop(1)
  }

  @Test func aModelWithoutToolsIsNotAskedToUseThem() async throws {
    var options = Client.Options()
    options.sample = { _ in SamplingAnswer(model: "m", content: [.text("x")]) }
    let plain: [String: JSON] = ["messages": [], "maxTokens": 1]
    #expect(try await options.answer("sampling/createMessage", plain)["model"] == "m")
    for key in ["tools", "toolChoice"] {
      var params = plain
      params[key] = [:]
      let asked = options
      let asking = params
      await #expect(throws: RPCError.self) { try await asked.answer("sampling/createMessage", asking) }
    }
    options.samplesWithTools = true
    #expect(try await options.answer("sampling/createMessage", plain.merging(["tools": []]) { $1 })["model"] == "m")
  }
}
