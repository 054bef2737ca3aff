import Foundation
import IpaiHTTP
import IpaiServer
import Synchronization
import Testing

@testable import MCP

/// What a client does when the server, or the way to it, does not do right.
@Suite(.timeLimit(.minutes(3))) struct ClientFaultTests {
  /// How often something happened.
  final class Counter: Sendable {
    private let state = Mutex(0)
    /// The number of this time, from 1.
    func next() -> Int {
      state.withLock { count in
        count += 1
        return count
      }
    }
    var count: Int { state.withLock { $0 } }
  }

  private static func client(_ transport: ClientTransport, _ change: (inout Client.Options) -> Void = { _ in })
    -> Client
  {
    var options = Client.Options()
    change(&options)
    return Client(Implementation(name: "test", version: "1"), over: transport, options: options)
  }

  private static func stateless(_ options: inout Client.Options) { options.mode = .stateless }
  private static func handshake(_ options: inout Client.Options) { options.mode = .handshake }

  private static func isMethod(_ method: String, _ request: HTTPRequest) -> Bool {
    (try? JSON(parsing: request.body))?["method"]?.string == method
  }

  private static func answer(_ request: HTTPRequest, _ result: JSON) -> HTTPResponse {
    let id = (try? JSON(parsing: request.body))?["id"] ?? .null
    let body: JSON = ["jsonrpc": "2.0", "id": id, "result": result]
    return HTTPResponse(200, headers: ["Content-Type": "application/json"], body: .data(body.encoded))
  }

  private static func refusal(_ request: HTTPRequest, _ status: Int, _ error: RPCError) -> HTTPResponse {
    let id = RequestID((try? JSON(parsing: request.body))?["id"])
    return HTTPResponse(
      status, headers: ["Content-Type": "application/json"],
      body: .data(RPCMessage.response(id: id, .failure(error)).encoded))
  }

  private static func stream(_ text: String) -> HTTPResponse {
    HTTPResponse(200, headers: ["Content-Type": "text/event-stream"], body: .data(Data(text.utf8)))
  }

  private struct Broken: Error {}

  // MARK: Retries

  @Test(arguments: [429, 503]) func aBusyServerIsAskedAgain(status: Int) async throws {
    let times = Counter()
    let client = Self.client(
      try await Endpoint().transport { request in
        guard Self.isMethod("tools/call", request), times.next() < 3 else { return nil }
        return HTTPResponse(status, headers: ["Retry-After": "0"])
      }, Self.stateless)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(times.count == 3)
  }

  /// It may come from something between, which does not know what the server did.
  @Test func aGatewayThatNamesNoTimeIsNotAskedAgain() async throws {
    let times = Counter()
    let client = Self.client(
      try await Endpoint().transport { request in
        guard Self.isMethod("tools/call", request) else { return nil }
        _ = times.next()
        return HTTPResponse(503)
      }, Self.stateless)
    await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
    #expect(times.count == 1)
  }

  @Test func aServerWithTooMuchToDoIsAskedAgain() async throws {
    let endpoint = try await Endpoint { $0.maxRunning = 1 }
    let client = Self.client(endpoint.transport) { ($0.mode, $0.retries) = (.stateless, 60) }
    _ = try await client.connect()
    let busy = await endpoint.tool("test_never_returns", meta: ["progressToken": 1])
    async let text = client.callTool("test_simple_text").content[0].text
    try await Task.sleep(for: .milliseconds(300))
    busy.leave()
    #expect(try await text != nil)
    await client.close()
  }

  @Test func aServerThatStaysBusyIsGivenUp() async throws {
    let client = Self.client(.http { _ in HTTPResponse(503) }) { $0.retries = 1 }
    let error = await #expect(throws: ClientError.self) { try await client.connect() }
    guard case .busy? = error else { return #expect(Bool(false), "\(String(describing: error))") }
  }

  @Test func whatMayHaveRunIsNotSentAgain() async throws {
    let (calls, lists) = (Counter(), Counter())
    let client = Self.client(
      try await Endpoint().transport { request in
        if Self.isMethod("tools/call", request), calls.next() == 1 { throw Broken() }
        if Self.isMethod("prompts/list", request), lists.next() == 1 { throw Broken() }
        return nil
      }, Self.stateless)
    await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
    #expect(calls.count == 1)
    _ = try await client.listPrompts()
    #expect(lists.count == 2)
  }

  @Test func whatWasNotSentIsSentAgain() async throws {
    let calls = Counter()
    let client = Self.client(
      try await Endpoint().transport { request in
        if Self.isMethod("tools/call", request), calls.next() == 1 { throw UnsentRequest("no connection") }
        return nil
      }, Self.stateless)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(calls.count == 2)
  }

  @Test func aToolThatDoesNoHarmIsCalledAgain() async throws {
    let calls = Counter()
    let tool = Tool("look", description: "d", annotations: ToolAnnotations(readOnly: true)) { _, _ in .text("seen") }
    let client = Self.client(
      try await Endpoint(offering: Catalog(tools: [tool])).transport { request in
        if Self.isMethod("tools/call", request), calls.next() == 1 { return Self.stream(": gone\n\n") }
        return nil
      }, Self.stateless)
    _ = try await client.listTools()
    #expect(try await client.callTool("look").content[0].text == "seen")
    #expect(calls.count == 2)
  }

  // MARK: Sessions

  @Test func aSessionThatHasEndedIsOpenedAnew() async throws {
    let endpoint = try await Endpoint()
    let deletes = Counter()
    let watched = Mutex<String?>(nil)
    let client = Self.client(
      endpoint.transport { request in
        if request.method == "DELETE" { _ = deletes.next() }
        if let id = request.headers["Mcp-Session-Id"].first { watched.withLock { $0 = id } }
        return nil
      }, Self.handshake)
    let changes = try await client.changes([.resource(uri: "test://watched-resource")])
    _ = try await client.callTool("test_simple_text")
    let first = watched.withLock { $0 }
    _ = await endpoint.send("DELETE", ["Mcp-Session-Id": first])
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(watched.withLock { $0 } != first)
    // It is subscribed anew, and told that something may have happened in between.
    for try await change in changes {
      #expect(change == .resource(uri: "test://watched-resource"))
      break
    }
    await client.close()
    #expect(deletes.count >= 1)
    #expect(await endpoint.http.sessionCount == 0)
  }

  @Test func aBrokenStreamIsResumed() async throws {
    let (posts, gets) = (Counter(), Counter())
    let client = Self.client(
      .http { request in
        if request.method == "GET" {
          guard let event = request.headers["Last-Event-ID"].first else { return HTTPResponse(405) }
          #expect(event == "s1-\(gets.next())")
          let rest =
            gets.count == 1
            ? "id: s1-2\ndata:\n\n" : "data: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[]}}\n\n"
          return Self.stream(rest)
        }
        switch posts.next() {
        case 1:
          var answer = Self.answer(
            request,
            ["protocolVersion": "2025-06-18", "capabilities": [:], "serverInfo": ["name": "s", "version": "1"]])
          answer.headers.add("Mcp-Session-Id", "s")
          return answer
        case 2: return HTTPResponse(202)
        default: return Self.stream("id: s1-1\nretry: 10\ndata:\n\n")
        }
      }, Self.handshake)
    #expect(try await client.request("tools/list") == ["tools": []])
    #expect(gets.count == 2 && posts.count == 3)
  }

  /// A session whose calls get a stream that breaks after its first event.
  private static func breaking(_ posts: Counter, _ get: @escaping @Sendable (HTTPRequest) -> HTTPResponse)
    -> ClientTransport
  {
    .http { request in
      if request.method == "GET" {
        return request.headers["Last-Event-ID"].isEmpty ? HTTPResponse(405) : get(request)
      }
      switch posts.next() {
      case 1: return Self.answer(request, ["protocolVersion": "2025-11-25", "capabilities": [:]])
      case 2: return HTTPResponse(202)
      default: return Self.stream("id: 1\nretry: 1\ndata:\n\n")
      }
    }
  }

  @Test func aServerIsAskedForTheRestAsLongAsItAnswers() async throws {
    let posts = Counter()
    let (asked, ask) = AsyncStream<Void>.makeStream()
    let client = Self.client(
      Self.breaking(posts) { _ in
        ask.yield()
        return Self.stream(": nothing yet\n\n")
      }, Self.handshake)
    let call = Task { try await client.callTool("t") }
    var gets = asked.makeAsyncIterator()
    for _ in 0..<10 { await gets.next() }
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    // The third is the call, the fourth its cancellation.
    #expect(posts.count <= 4)
  }

  /// The call arrived: what cannot be had is its answer alone.
  @Test func aCallWhoseRestCannotBeHadIsNotSentAgain() async throws {
    for response in [HTTPResponse(500), HTTPResponse(404), HTTPResponse(400)] {
      let posts = Counter()
      let client = Self.client(Self.breaking(posts) { _ in response }, Self.handshake)
      await #expect(throws: ClientError.self) { try await client.callTool("t") }
      #expect(posts.count == 3)
    }
  }

  @Test func aCallWhoseRestIsOutOfReachIsNotSentAgain() async throws {
    let posts = Counter()
    let client = Self.client(
      .http { request in
        if request.method == "GET" {
          if request.headers["Last-Event-ID"].isEmpty { return HTTPResponse(405) }
          throw UnsentRequest("the server is gone")
        }
        switch posts.next() {
        case 1: return Self.answer(request, ["protocolVersion": "2025-11-25", "capabilities": [:]])
        case 2: return HTTPResponse(202)
        default: return Self.stream("id: 1\nretry: 1\ndata:\n\n")
        }
      }, Self.handshake)
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
    #expect(posts.count == 3)
  }

  // MARK: Which revision

  @Test(
    arguments: [
      (400, RPCError.invalidRequest("no session")), (404, .methodNotFound("server/discover")),
      (200, .invalidParams("?")),
      (400, RPCError(-32022, "?", data: ["supported": ["2025-11-25"]])), (405, nil), (400, nil),
    ] as [(Int, RPCError?)])
  func aServerThatHasOnlySessionsGetsOne(status: Int, error: RPCError?) async throws {
    let client = Self.client(
      try await Endpoint().transport { request in
        guard request.headers["MCP-Protocol-Version"] == ["2026-07-28"] else { return nil }
        return error.map { Self.refusal(request, status, $0) } ?? HTTPResponse(status)
      })
    #expect(try await client.connect().version == .v2025_11_25)
    await client.close()
  }

  @Test func aServerThatNamesOnlySessionsGetsOne() async throws {
    let client = Self.client(
      try await Endpoint().transport { request in
        Self.isMethod("server/discover", request) ? Self.answer(request, ["supportedVersions": ["2025-06-18"]]) : nil
      })
    #expect(try await client.connect().version == .v2025_11_25)
    await client.close()
  }

  @Test func aServerOfAnotherTimeIsRefused() async throws {
    let client = Self.client(
      .http { request in Self.refusal(request, 400, RPCError(-32022, "?", data: ["supported": ["2031-01-01"]])) })
    let error = await #expect(throws: ClientError.self) { try await client.connect() }
    guard case .unsupportedVersion(["2031-01-01"])? = error else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
    let old = Self.client(
      .http { request in Self.answer(request, ["protocolVersion": "2024-11-05", "capabilities": [:]]) }, Self.handshake)
    await #expect(throws: ClientError.self) { try await old.connect() }
  }

  @Test func anOutageSaysNothingOfRevisions() async throws {
    let initializes = Counter()
    for response in [HTTPResponse(500), HTTPResponse(401, headers: ["WWW-Authenticate": "Bearer x"])] {
      let client = Self.client(
        .http { request in
          if Self.isMethod("initialize", request) { _ = initializes.next() }
          return response
        }
      ) { $0.retries = 0 }
      let error = await #expect(throws: ClientError.self) { try await client.connect() }
      if response.status == 401 {
        guard case .unauthorized(status: 401, challenge: "Bearer x")? = error else {
          return #expect(Bool(false), "\(String(describing: error))")
        }
      }
    }
    #expect(initializes.count == 0)
  }

  // MARK: Answers that are none

  @Test(
    arguments: [
      HTTPResponse(200), HTTPResponse(202), HTTPResponse(200, body: .data(Data("rubbish".utf8))),
      HTTPResponse(200, headers: ["Content-Type": "text/html"], body: .data(Data("<html>".utf8))),
      stream("data: rubbish\n\n"), stream("data: {\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{}}\n\n"),
      stream(String(repeating: "x", count: 2000)),
      HTTPResponse(200, body: .data(Data(String(repeating: "[", count: 2000).utf8))),
    ]) func anAnswerThatIsNoneIsAnError(response: HTTPResponse) async throws
  {
    let client = Self.client(
      try await Endpoint().transport { request in Self.isMethod("tools/call", request) ? response : nil }
    ) {
      ($0.mode, $0.retries, $0.maxMessage) = (.stateless, 0, 1000)
    }
    await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
  }

  @Test(
    arguments: [
      ["tools": [], "nextCursor": "again"], ["no": []], ["tools": 7],
    ] as [JSON]) func aListWithoutAnEndIsAnError(page: JSON) async throws
  {
    let client = Self.client(
      try await Endpoint().transport { Self.isMethod("tools/list", $0) ? Self.answer($0, page) : nil }, Self.stateless)
    await #expect(throws: ClientError.self) { try await client.listTools() }
  }

  @Test func aServerThatAsksWithoutEndIsGivenUp() async throws {
    let asked = Counter()
    let client = Self.client(
      try await Endpoint().transport { request in
        guard Self.isMethod("tools/call", request) else { return nil }
        let number = asked.next()
        let state = (try? JSON(parsing: request.body))?["params"]?["requestState"]
        #expect(state == (number == 1 ? nil : .string("state \(number - 1)")))
        return Self.answer(request, ["resultType": "input_required", "requestState": .string("state \(number)")])
      }
    ) { ($0.mode, $0.maxRounds) = (.stateless, 3) }
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
    #expect(asked.count == 4)
  }

  @Test func aResultOfAnUnknownTypeIsAnError() async throws {
    let client = Self.client(
      try await Endpoint().transport {
        Self.isMethod("tools/call", $0) ? Self.answer($0, ["resultType": "surprise", "content": []]) : nil
      }, Self.stateless)
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
  }

  @Test func contentThatIsNotOfItsSchemaIsAnError() async throws {
    let schema: JSON = ["type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"]]
    let tool = Tool("t", description: "d", outputSchema: schema) { _, _ in .structured(["n": 1]) }
    let calls = Counter()
    let client = Self.client(
      try await Endpoint(offering: Catalog(tools: [tool])).transport { request in
        guard Self.isMethod("tools/call", request), calls.next() == 2 else { return nil }
        return Self.answer(request, ["content": [], "structuredContent": ["n": "one"]])
      }, Self.stateless)
    _ = try await client.listTools()
    #expect(try await client.callTool("t").structuredContent == ["n": 1])
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
  }

  @Test func aToolWithWrongHeadersIsLeftOut() async throws {
    let (problems, problem) = AsyncStream<String>.makeStream()
    let tools: JSON = [
      ["name": "good", "inputSchema": ["type": "object"]],
      [
        "name": "bad",
        "inputSchema": ["type": "object", "properties": ["a": ["type": "number", "x-mcp-header": "A"]]],
      ],
      ["name": "none"],
    ]
    let client = Self.client(
      try await Endpoint().transport {
        Self.isMethod("tools/list", $0) ? Self.answer($0, ["tools": tools]) : nil
      }
    ) {
      $0.mode = .stateless
      $0.onProblem = { problem.yield($0) }
    }
    #expect(try await client.listTools().map(\.name) == ["good"])
    problem.finish()
    #expect(await problems.reduce(0) { count, _ in count + 1 } == 2)
  }

  // MARK: Time

  @Test func progressPutsTheTimeLimitOff() async throws {
    let inbox = Inbox(Client.Options())
    let deadline = Deadline(seconds: 1000, longest: 1000.01)
    inbox.expect(.string("id"), deadline, nil)
    let progress = RPCMessage.notification(
      method: "notifications/progress", params: ["progressToken": "id", "progress": 1])
    var moments = [deadline.moment]
    for _ in 0..<3 {
      try await Task.sleep(for: .milliseconds(6))
      inbox.receive(progress, from: 1, respond: nil)
      moments.append(deadline.moment)
    }
    #expect(moments[1] > moments[0])
    // The longest is the longest.
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
    let client = Self.client(try await Endpoint(offering: Catalog(tools: [busy])).transport) {
      ($0.mode, $0.longestSeconds) = (.stateless, 1)
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
    let client = Self.client(endpoint.transport) { $0.mode = mode }
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
    let listens = Counter()
    let client = Self.client(
      endpoint.transport { request in
        guard Self.isMethod("subscriptions/listen", request), listens.next() == 1 else { return nil }
        let id = (try? JSON(parsing: request.body))?["id"]?.integer ?? 0
        let meta: JSON = .object([StatelessRequest.subscriptionKey: .integer(id)])
        let acknowledged = RPCMessage.notification(
          method: "notifications/subscriptions/acknowledged",
          params: ["_meta": meta, "notifications": ["toolsListChanged": true]])
        return Self.stream("data: \(String(decoding: acknowledged.encoded, as: UTF8.self))\n\n")
      }, Self.stateless)
    var told = try await client.changes([.tools]).makeAsyncIterator()
    // It may have changed while nobody listened.
    #expect(try await told.next() == .tools)
    try await endpoint.server.update { $0.tools.removeLast() }
    #expect(try await told.next() == .tools)
    #expect(listens.count == 2)
    await client.close()
  }

  @Test func aSubscriptionThatIsRefusedIsAnError() async throws {
    let client = Self.client(
      try await Endpoint().transport { request in
        Self.isMethod("subscriptions/listen", request)
          ? Self.refusal(request, 404, .methodNotFound("subscriptions/listen")) : nil
      }, Self.stateless)
    await #expect(throws: RPCError.self) { try await client.changes([.tools]) }
    await client.close()
  }

  @Test func aListenerInASessionThatEndsGetsANewOne() async throws {
    let endpoint = try await Endpoint()
    let session = Mutex<String?>(nil)
    let client = Self.client(
      endpoint.transport { request in
        if let id = request.headers["Mcp-Session-Id"].first { session.withLock { $0 = id } }
        return nil
      }, Self.handshake)
    var told = try await client.changes([.tools]).makeAsyncIterator()
    // No request of the client's shows that its session is gone.
    while await endpoint.send("DELETE", ["Mcp-Session-Id": session.withLock { $0 }]).status != 204 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try await told.next() == .tools)
    await client.close()
  }

  @Test func whatIsCancelledWhileConnectingEnds() async throws {
    let client = Self.client(
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
      let client = Self.client(try await Endpoint().transport) { $0.mode = mode }
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
    let client = Self.client(try await Endpoint().transport) {
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
    let polls = Counter()
    let endpoint = try await Endpoint { $0.taskPollMilliseconds = 50 }
    let client = Self.client(
      endpoint.transport { request in
        guard Self.isMethod("tasks/get", request), polls.next() < 6 else { return nil }
        throw Broken()
      }
    ) { $0.retries = 1 }
    let result = try await client.callTool("slow_compute", ["seconds": 0.1])
    #expect(result.content[0].text?.hasPrefix("Computed") == true && polls.count >= 6)
    await client.close()
  }

  @Test func onlyToolsBecomeTasks() async throws {
    let client = Self.client(
      try await Endpoint().transport {
        Self.isMethod("prompts/list", $0)
          ? Self.answer($0, ["resultType": "task", "taskId": "t", "status": "working"]) : nil
      }, Self.stateless)
    await #expect(throws: ClientError.self) { try await client.listPrompts() }
    await client.close()
  }

  @Test func questionsComeOnlyInSessions() async throws {
    let asked = Counter()
    let client = Self.client(
      try await Endpoint().transport { request in
        guard Self.isMethod("tools/call", request) else { return nil }
        let question = #"data: {"jsonrpc":"2.0","id":9,"method":"roots/list"}"# + "\n\n"
        let id = (try? JSON(parsing: request.body))?["id"]?.integer ?? 0
        return Self.stream(question + #"data: {"jsonrpc":"2.0","id":\#(id),"result":{"content":[]}}"# + "\n\n")
      }
    ) {
      $0.mode = .stateless
      $0.roots = {
        _ = asked.next()
        return []
      }
    }
    #expect(try await !client.callTool("t").isError)
    #expect(asked.count == 0)
  }

  // MARK: Afterwards

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
      let transport: ClientTransport =
        isSocket
        ? .socket(try WebAddress(server.address), headers: headers)
        : endpoint.transport { _ in withExtendedLifetime(token) { nil } }
      let client = Self.client(transport) { $0.mode = mode }
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
