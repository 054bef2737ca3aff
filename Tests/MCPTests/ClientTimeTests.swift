import Foundation
import IpaiHTTP
import IpaiServer
import IpaiUpstreams
import Synchronization
import Testing

@testable import MCP

/// What happens when something takes too long or ends, and what is left over.
@Suite(.timeLimit(.minutes(3))) struct ClientTimeTests {
  @Test func progressPutsTheTimeLimitOff() async throws {
    let inbox = Inbox(Client.Options())
    let deadline = Deadline(seconds: 1000, longest: 1000.01)
    inbox.expect(.string("id"), deadline, .init())
    let progress = RPCMessage.notification(
      method: "notifications/progress", params: ["progressToken": "id", "progress": 1])
    var moments = [deadline.moment]
    for _ in 0..<3 {
      try await Task.sleep(for: .milliseconds(6))
      inbox.receive(progress, from: 1, respond: nil)
      moments.append(deadline.moment)
    }
    #expect(moments[1] > moments[0])
    // Progress does not put the limit off beyond the longest time.
    #expect(moments[3] == moments[2])
  }

  @Test func progressDoesNotPutTheTimeLimitOffForever() async throws {
    let busy = Tool("busy", description: "d") { _, context in
      for step in 1...3000 {
        await context.reportProgress(Double(step))
        try await Task.sleep(for: .milliseconds(20))
      }
      return .text("done")
    }
    let client = Faulty.client(try await Endpoint(offering: Catalog(tools: [busy])).transport) {
      $0.mode = .stateless
      $0.longestSeconds = 1
    }
    let error = await #expect(throws: ClientError.self) {
      try await client.callTool("busy", options: .init(onProgress: { _ in }))
    }
    guard case .timedOut? = error else { return #expect(Bool(false), "\(String(describing: error))") }
  }

  @Test func whileSomeoneIsAskedNoTimeIsLost() async throws {
    let held = Deadline(seconds: 0.01, isHeld: { true })
    try await held.run { try await Task.sleep(for: .milliseconds(300)) }
    let deadline = Deadline(seconds: 0.01)
    await #expect(throws: ClientError.self) { try await deadline.run { try await Task.sleep(for: .seconds(60)) } }
  }

  @Test(arguments: [Client.Options.Mode.handshake, .stateless])
  func whoIsCancelledLeavesNothingBehind(mode: Client.Options.Mode) async throws {
    let endpoint = try await Endpoint()
    let (started, start) = AsyncStream<Void>.makeStream()
    let client = Faulty.client(endpoint.transport) { $0.mode = mode }
    let call = Task {
      try await client.callTool("test_never_returns", options: .init(onProgress: { _ in start.yield() }))
    }
    for await _ in started { break }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    for _ in 0..<3000 where endpoint.server.runningCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(endpoint.server.runningCount == 0)
    await client.close()
  }

  @Test func aSubscriptionThatBreaksIsMadeAnew() async throws {
    let endpoint = try await Endpoint()
    let listens = Faulty.Counter()
    let client = Faulty.client(
      endpoint.transport { request in
        guard Faulty.isMethod("subscriptions/listen", request), listens.next() == 1 else { return nil }
        let id = (try? JSON(parsing: request.body))?["id"]?.integer ?? 0
        let meta: JSON = .object([StatelessRequest.subscriptionKey: .integer(id)])
        let acknowledged = RPCMessage.notification(
          method: "notifications/subscriptions/acknowledged",
          params: ["_meta": meta, "notifications": ["toolsListChanged": true]])
        return Faulty.stream("data: \(String(decoding: acknowledged.encoded, as: UTF8.self))\n\n")
      }, Faulty.stateless)
    var told = try await client.changes([.tools]).makeAsyncIterator()
    // The tools may have changed while nobody listened.
    #expect(try await told.next() == .tools)
    try await endpoint.server.update { $0.tools.removeLast() }
    #expect(try await told.next() == .tools)
    #expect(listens.count == 2)
    await client.close()
  }

  @Test func aSubscriptionThatIsRefusedIsAnError() async throws {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("subscriptions/listen", request) else { return nil }
        return Faulty.refusal(request, 404, .methodNotFound("subscriptions/listen"))
      }, Faulty.stateless)
    let error = await #expect(throws: RPCError.self) { try await client.changes([.tools]) }
    #expect(error?.code == -32601)
    await client.close()
  }

  @Test func aListenerInASessionThatEndsGetsANewOne() async throws {
    let endpoint = try await Endpoint()
    let session = Mutex<String?>(nil)
    let client = Faulty.client(
      endpoint.transport { request in
        if let id = request.headers["Mcp-Session-Id"].first { session.withLock { $0 = id } }
        return nil
      }, Faulty.handshake)
    var told = try await client.changes([.tools]).makeAsyncIterator()
    // No request of the client's reveals that its session is gone.
    while await endpoint.send("DELETE", ["Mcp-Session-Id": session.withLock { $0 }]).status != 204 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try await told.next() == .tools)
    await client.close()
  }

  @Test func whatIsCancelledWhileConnectingEnds() async throws {
    let client = Faulty.client(
      .http { _ in
        try await Task.sleep(for: .seconds(3600))
        return HTTPResponse(200)
      })
    let error = await #expect(throws: ClientError.self) { try await client.callTool("t", options: .init(seconds: 0.2)) }
    guard case .timedOut? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    let call = Task { try await client.listTools() }
    try await Task.sleep(for: .milliseconds(50))
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    await client.close()
  }

  @Test func whatWaitsWhenTheClientIsClosedFails() async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    for mode in [Client.Options.Mode.handshake, .stateless] {
      let client = Faulty.client(try await Endpoint().transport) { $0.mode = mode }
      let call = Task {
        try await client.callTool("test_never_returns", options: .init(onProgress: { _ in start.yield() }))
      }
      for await _ in started { break }
      await client.close()
      let error = await #expect(throws: ClientError.self) { try await call.value }
      guard case .closed? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }
  }

  @Test func theTimeLimitKnowsThatSomeoneIsAsked() async throws {
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let (release, go) = AsyncStream<Void>.makeStream()
    let client = Faulty.client(try await Endpoint().transport) {
      $0.mode = .handshake
      $0.elicit = { _ in
        ask.yield()
        for await _ in release {}
        return ElicitationAnswer(.accept, content: ["name": "Ada"])
      }
    }
    #expect(!client.inbox.isAsked)
    async let text = client.callTool("test_input_required_result_elicitation").content[0].text
    for await _ in asked { break }
    #expect(client.inbox.isAsked)
    go.finish()
    #expect(try await text == "Hello, Ada!")
    #expect(!client.inbox.isAsked)
    await client.close()
  }

  @Test func aTaskOutlivesAnOutage() async throws {
    let polls = Faulty.Counter()
    let endpoint = try await Endpoint { $0.taskPollMilliseconds = 50 }
    let client = Faulty.client(
      endpoint.transport { request in
        guard Faulty.isMethod("tasks/get", request), polls.next() < 6 else { return nil }
        throw Faulty.Broken()
      }
    ) { $0.retries = 1 }
    let result = try await client.callTool("slow_compute", ["seconds": 0.1])
    #expect(result.content[0].text?.hasPrefix("Computed") == true && polls.count >= 6)
    await client.close()
  }

  @Test func onlyToolsBecomeTasks() async throws {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("prompts/list", request) else { return nil }
        return Faulty.answer(request, ["resultType": "task", "taskId": "t", "status": "working"])
      }, Faulty.stateless)
    let error = await #expect(throws: ClientError.self) { try await client.listPrompts() }
    #expect(Faulty.problem(error) == "the result is of the unknown type 'task'")
    await client.close()
  }

  @Test func questionsComeOnlyInSessions() async throws {
    let asked = Faulty.Counter()
    let problems = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        let question = #"data: {"jsonrpc":"2.0","id":9,"method":"roots/list"}"# + "\n\n"
        let id = (try? JSON(parsing: request.body))?["id"]?.integer ?? 0
        return Faulty.stream(question + #"data: {"jsonrpc":"2.0","id":\#(id),"result":{"content":[]}}"# + "\n\n")
      }
    ) {
      $0.mode = .stateless
      $0.roots = {
        _ = asked.next()
        return []
      }
      $0.onProblem = { _ in _ = problems.next() }
    }
    #expect(try await !client.callTool("t").isError)
    // The question has arrived, and nobody was asked.
    #expect(problems.count == 1)
    #expect(asked.count == 0)
  }

  private final class Token: Sendable {}

  @Test(arguments: [Client.Options.Mode.handshake, .stateless], [true, false])
  func nothingIsLeftOfAClient(mode: Client.Options.Mode, isSocket: Bool) async throws {
    for isClosed in [true, false] { try await leave(mode, isSocket: isSocket, isClosed: isClosed) }
  }

  private func leave(_ mode: Client.Options.Mode, isSocket: Bool, isClosed: Bool) async throws {
    let endpoint = try await Endpoint()
    let server = try await EverythingServer.start(Way.everything)
    weak var left: Token?
    do {
      let token = Token()
      left = token
      let headers: @Sendable () async throws -> HTTPHeaders = { withExtendedLifetime(token) { [:] } }
      let transport: ClientTransport
      if isSocket {
        transport = .socket(try WebAddress(server.address), headers: headers)
      } else {
        transport = endpoint.transport { _ in withExtendedLifetime(token) { nil } }
      }
      let client = Faulty.client(transport) { $0.mode = mode }
      _ = try await client.callTool("test_tool_with_progress", options: .init(onProgress: { _ in }))
      var told = try await client.changes([.tools]).makeAsyncIterator()
      let trigger = Task {
        while !Task.isCancelled { _ = try? await client.callTool("test_trigger_tool_change") }
      }
      #expect(try await told.next() == .tools)
      trigger.cancel()
      await trigger.value
      await #expect(throws: (any Error).self) {
        try await client.callTool("test_never_returns", options: .init(seconds: 0.1))
      }
      if isClosed { await client.close() }
    }
    for _ in 0..<3000 where left != nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(left == nil)
  }
}
