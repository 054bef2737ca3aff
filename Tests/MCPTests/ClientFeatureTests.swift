import Foundation
import Testing

@testable import MCP

/// A client with a server that keeps to the rules, in all revisions and over all transports.
@Suite(.timeLimit(.minutes(3))) struct ClientFeatureTests {
  @Test(arguments: Way.allCases) func itSaysWhatTheServerIs(way: Way) async throws {
    let client = try await way.client()
    let server = try await client.connect()
    let version = if way.isStateless { ProtocolVersion.v2026_07_28 } else { ProtocolVersion.v2025_11_25 }
    #expect(server.version == version)
    #expect(server.isStateless == way.isStateless)
    #expect(["everything", "mcp-everything"].contains(server.info?["name"]?.string))
    #expect(server.capabilities["tools"] == ["listChanged": true])
    try await client.ping()
    await client.close()
    await #expect(throws: ClientError.self) { try await client.ping() }
  }

  @Test(arguments: Way.allCases) func toolsAreListedOverAllPagesAndCalled(way: Way) async throws {
    let client = try await way.client()
    let tools = try await client.listTools()
    #expect(tools.count > 30 && Set(tools.map(\.name)).count == tools.count)
    #expect(try await client.callTool("test_simple_text").content.first?.text?.hasPrefix("This is a simple") == true)
    let failed = try await client.callTool("test_error_handling")
    #expect(failed.isError && failed.content.count == 1)
    let refused = try await client.callTool("greet", [:])
    #expect(refused.isError)
    await #expect(throws: RPCError.self) { try await client.callTool("there_is_none") }
    #expect(try await client.callTool("test_image_content").content[0].json["mimeType"] == "image/png")
    await client.close()
  }

  @Test(arguments: Way.allCases) func headersAreRepeatedWithoutAListBefore(way: Way) async throws {
    let client = try await way.client()
    for region in ["us-west1", "Hello, 世界", "=?base64?SGVsbG8=?="] {
      #expect(try await !client.callTool("test_x_mcp_header", ["region": .string(region)]).isError)
    }
    await client.close()
  }

  @Test(arguments: Way.allCases) func resourcesPromptsAndCompletion(way: Way) async throws {
    let client = try await way.client()
    #expect(try await client.listResources().contains { $0.uri == "test://static-text" && $0.mimeType == "text/plain" })
    #expect(try await client.listResourceTemplates().contains { $0.uri == "test://template/{id}/data" })
    #expect(try await client.readResource("test://static-text").first?.text?.isEmpty == false)
    #expect(try await client.readResource("test://static-binary").first?.blob?.isEmpty == false)
    let missing = await #expect(throws: RPCError.self) { try await client.readResource("test://no-such") }
    let code = if way.isStateless { -32602 } else { -32002 }
    #expect(missing?.code == code)
    let prompts = try await client.listPrompts()
    #expect(prompts.first { $0.name == "test_prompt_with_arguments" }?.arguments.count == 2)
    let prompt = try await client.prompt("test_prompt_with_arguments", ["arg1": "a", "arg2": "b"])
    #expect(prompt.messages.first?.content.text?.contains("arg1='a'") == true)
    let completion = try await client.complete(
      prompt: "test_prompt_with_arguments", argument: "arg1", typed: "te")
    #expect(!completion.values.isEmpty)
    await client.close()
  }

  @Test(arguments: Way.allCases) func progressComesInItsOrder(way: Way) async throws {
    let (reports, reported) = AsyncStream<ProgressReport>.makeStream()
    let client = try await way.client()
    let result = try await client.callTool(
      "test_tool_with_progress", options: .init(onProgress: { reported.yield($0) }))
    #expect(!result.isError)
    reported.finish()
    var all: [Double] = []
    for await report in reports {
      #expect(report.total == 100 && report.message?.hasPrefix("Completed step") == true)
      all.append(report.progress)
    }
    #expect(all == [0, 50, 100])
    await client.close()
  }

  @Test(arguments: Way.allCases) func logsAreReceived(way: Way) async throws {
    let (logs, logged) = AsyncStream<LogMessage>.makeStream()
    let client = try await way.client {
      $0.logLevel = .debug
      $0.onLog = { logged.yield($0) }
    }
    _ = try await client.callTool("test_tool_with_logging")
    var received = logs.makeAsyncIterator()
    for text in ["Tool execution started", "Tool processing data", "Tool execution completed"] {
      let log = await received.next()
      #expect(log?.data == .string(text) && log?.level == .info)
    }
    await client.close()
  }

  @Test(arguments: Way.allCases) func theServersQuestionsAreAnswered(way: Way) async throws {
    let client = try await way.client {
      $0.elicit = { request in
        guard case .form(let schema) = request.kind else { return ElicitationAnswer(.cancel) }
        var content = request.defaults
        for (name, property) in schema["properties"]?.object ?? [:] where content[name] == nil {
          if property["type"] == "boolean" {
            content[name] = true
          } else {
            content[name] = "Ada"
          }
        }
        return ElicitationAnswer(.accept, content: content)
      }
      $0.sample = { request in
        SamplingAnswer(model: "m", content: [.text("Paris, in \(request.maxTokens ?? 0) tokens")])
      }
      $0.roots = { [Root(uri: "file:///work", name: "work")] }
    }
    for (tool, text) in [
      ("test_input_required_result_elicitation", "Hello, Ada!"),
      ("test_input_required_result_sampling", "Paris, in 100 tokens"),
      ("test_input_required_result_list_roots", "Roots: file:///work"),
      ("test_input_required_result_request_state", "state-ok"),
      ("test_input_required_result_multi_round", "Ada likes Ada"),
      ("test_input_required_result_multiple_inputs", "Answered: client_roots, greeting, user_name"),
    ] {
      let result = try await client.callTool(tool)
      #expect(result.content.first?.text == text, "\(tool)")
    }
    let answered = try await client.callTool("test_elicitation_sep1034_defaults")
    #expect(answered.content[0].text?.contains("John Doe") == true)
    await client.close()
  }

  @Test(arguments: Way.allCases) func whatIsNotDeclaredIsNotAnswered(way: Way) async throws {
    let client = try await way.client()
    let error = await #expect(throws: RPCError.self) {
      try await client.callTool("test_input_required_result_elicitation")
    }
    let code = if way.isStateless { -32021 } else { -32602 }
    #expect(error?.code == code)
    await client.close()
  }

  @Test(arguments: Way.allCases) func aFormThatIsFilledInWronglyIsNotSent(way: Way) async throws {
    let client = try await way.client { $0.elicit = { _ in ElicitationAnswer(.accept, content: ["name": 7]) } }
    let error = await #expect(throws: (any Error).self) {
      try await client.callTool("test_input_required_result_elicitation")
    }
    // The client found it: the server would have answered with -32602.
    switch error {
    case ClientError.unanswerable? where way.isStateless: break
    case let error as RPCError where !way.isStateless: #expect(error.code == -32603)
    default: Issue.record("\(String(describing: error))")
    }
    await client.close()
  }

  @Test(arguments: Way.allCases) func cancellationReachesTheServer(way: Way) async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    let client = try await way.client()
    let mark: JSON = ["mark": .string(UUID().uuidString)]
    let call = Task {
      try await client.callTool("test_never_returns", mark, options: .init(onProgress: { _ in start.yield() }))
    }
    for await _ in started { break }
    #expect(try await client.callTool("test_was_cancelled", mark).content[0].text == "no")
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    var answer: String?
    for _ in 0..<1000 where answer != "yes" {
      answer = try await client.callTool("test_was_cancelled", mark).content[0].text
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(answer == "yes")
    await client.close()
  }

  @Test(arguments: Way.allCases) func anAnswerThatTakesTooLongIsGivenUp(way: Way) async throws {
    let client = try await way.client()
    _ = try await client.connect()
    let error = await #expect(throws: ClientError.self) {
      try await client.callTool("test_never_returns", options: .init(seconds: 0.3))
    }
    guard case .timedOut(seconds: 0.3)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    await client.close()
  }

  @Test(arguments: Way.allCases) func changesAreTold(way: Way) async throws {
    let client = try await way.client()
    let wanted: Set<ServerChange> = [.tools, .prompts, .resource(uri: "test://watched-resource")]
    var told = try await client.changes(wanted).makeAsyncIterator()
    for (tool, change) in [
      ("test_trigger_tool_change", ServerChange.tools), ("test_trigger_prompt_change", .prompts),
      ("test_trigger_resource_update", .resource(uri: "test://watched-resource")),
    ] {
      _ = try await client.callTool(tool)
      var next = try await told.next()
      while next != nil, next != change { next = try await told.next() }
      #expect(next == change)
    }
    await client.close()
    // The stream ends when the client is closed.
    while try await told.next() != nil {}
    await #expect(throws: ClientError.self) { try await client.changes([.tools]) }
  }

  @Test(arguments: [Way.httpStateless, .socketStateless, .processStateless]) func toolsGoOnAsTasks(way: Way)
    async throws
  {
    let client = try await way.client {
      $0.elicit = { request in
        let schema = if case .form(let schema) = request.kind { schema } else { JSON.null }
        if schema["properties"]?["confirm"] != nil { return ElicitationAnswer(.accept, content: ["confirm": true]) }
        return ElicitationAnswer(.accept, content: ["name": "Ada"])
      }
    }
    let computed = try await client.callTool("slow_compute", ["seconds": 0.2, "label": "x"])
    #expect(computed.content[0].text?.hasPrefix("Computed x") == true)
    #expect(try await client.callTool("failing_job").isError)
    await #expect(throws: RPCError.self) { try await client.callTool("protocol_error_job") }
    #expect(try await client.callTool("confirm_delete", ["filename": "f"]).content[0].text == "Deleted f")
    #expect(try await client.callTool("multi_input").content[0].text == "Names: Ada and Ada")
    #expect(try await client.callTool("test_tool_with_task").content[0].text?.contains("Ada") == true)
    await client.close()
  }

  @Test func aTaskIsCancelledWithItsCall() async throws {
    let (events, event) = AsyncStream<String>.makeStream()
    let job = Tool("job", description: "d") { _, context in
      try await context.becomeTask(required: true)
      event.yield("started")
      do { try await Task.sleep(for: .seconds(3600)) } catch { event.yield("stopped") }
      return .text("late")
    }
    let endpoint = try await Endpoint({ $0.taskPollMilliseconds = 50 }, offering: Catalog(tools: [job]))
    let transport = endpoint.transport { request in
      if request.headers["Mcp-Method"] == ["tasks/get"] { event.yield("asked") }
      return nil
    }
    let client = Client(Implementation(name: "test", version: "1"), over: transport)
    let call = Task { try await client.callTool("job") }
    var happened = events.makeAsyncIterator()
    #expect(await happened.next() == "started")
    #expect(await happened.next() == "asked")
    call.cancel()
    await #expect(throws: CancellationError.self) { try await call.value }
    var last = await happened.next()
    while last == "asked" { last = await happened.next() }
    #expect(last == "stopped")
    await client.close()
  }

  @Test(arguments: [Way.httpHandshake, .socketHandshake]) func aClientSentAwayComesBack(way: Way) async throws {
    let client = try await way.client()
    let text = try await client.callTool("test_reconnection").content[0].text
    #expect(text == "Reconnection test completed successfully")
    await client.close()
  }

  @Test func manyRequestsAtOnceGetTheirOwnAnswers() async throws {
    for way in Way.allCases {
      let client = try await way.client()
      try await withThrowingTaskGroup { group in
        for number in 0..<100 {
          group.addTask {
            let text = try await client.callTool("greet", ["name": .string("\(number)")]).content[0].text
            #expect(text == "Hello, \(number)!")
          }
        }
        try await group.waitForAll()
      }
      await client.close()
    }
  }
}
