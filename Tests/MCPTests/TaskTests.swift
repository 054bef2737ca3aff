import Foundation
import MCP
import Testing

/// Tasks of the stateless revision.
@Suite(.timeLimit(.minutes(3))) struct TaskTests {
  static let client: JSON = ["extensions": ["io.modelcontextprotocol/tasks": [:]], "elicitation": [:]]

  private func start(_ endpoint: Endpoint, _ tool: String, _ arguments: JSON = [:], as principal: String? = nil)
    async throws -> String
  {
    let result = try #require(await endpoint.tool(tool, arguments, client: Self.client, as: principal).result())
    #expect(result["resultType"] == "task" && result["status"] == "working")
    #expect(result["ttlMs"]?.integer != nil && result["pollIntervalMs"]?.integer != nil)
    for key in ["task", "result", "error", "inputRequests", "requestState"] { #expect(result[key] == nil) }
    for key in ["createdAt", "lastUpdatedAt"] { #expect(result[key]?.string?.hasSuffix("Z") == true) }
    return try #require(result["taskId"]?.string)
  }

  private func get(_ endpoint: Endpoint, _ id: String, as principal: String? = nil) async -> Reply {
    await endpoint.call("tasks/get", ["taskId": .string(id)], client: Self.client, as: principal)
  }

  /// Waits until the task is in one of these states, and returns it.
  private func wait(_ endpoint: Endpoint, _ id: String, for states: String...) async throws -> JSON {
    for _ in 0..<3000 {
      let state = try #require(await get(endpoint, id).result())
      #expect(state["resultType"] == "complete" && state["taskId"]?.string == id)
      if states.contains(state["status"]?.string ?? "") { return state }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("the task never became \(states)")
    return .null
  }

  @Test func aTaskIsWorkedOnAndKeepsItsResult() async throws {
    let endpoint = try await Endpoint()
    let id = try await start(endpoint, "slow_compute", ["seconds": 0.2, "label": "x"])
    let state = try await wait(endpoint, id, for: "completed")
    #expect(state["result"]?["content"]?.array?[0]["text"] == "Computed x in 0.2 s")
    #expect(state["result"]?["isError"] == false)
  }

  @Test func aToolsErrorIsCompletedAndAProtocolErrorFailed() async throws {
    let endpoint = try await Endpoint()
    let failing = try await start(endpoint, "failing_job")
    let broken = try await start(endpoint, "protocol_error_job")
    let failed = try await wait(endpoint, broken, for: "failed")
    #expect(failed["error"]?["code"] == -32603 && failed["result"] == nil)
    #expect(try await wait(endpoint, failing, for: "completed")["result"]?["isError"] == true)
  }

  @Test func withoutTheExtensionItRunsInTheRequestOrNotAtAll() async throws {
    let endpoint = try await Endpoint()
    let plain = await endpoint.tool("slow_compute", ["seconds": 0])
    #expect(await plain.result()?["resultType"] == "complete")
    let refused = await endpoint.tool("failing_job")
    #expect(refused.status == 400 && refused.code == -32021)
    #expect(refused.error?["data"]?["requiredCapabilities"] == ["extensions": ["io.modelcontextprotocol/tasks": [:]]])
    for method in ["tasks/get", "tasks/update", "tasks/cancel"] {
      #expect(await endpoint.call(method, ["taskId": "x"]).code == -32021)
    }
    let session = try await endpoint.open()
    #expect(await session.tool("slow_compute", ["seconds": 0]).result()?["content"] != nil)
    #expect(await session.tool("failing_job").code != nil)
  }

  @Test func aTaskAsksAndGoesOn() async throws {
    let endpoint = try await Endpoint()
    let id = try await start(endpoint, "multi_input")
    let asked = try await wait(endpoint, id, for: "input_required")
    #expect(asked["inputRequests"]?.object?.keys.sorted() == ["first", "second"])
    func update(_ answers: JSON) async -> JSON? {
      await endpoint.call("tasks/update", ["taskId": .string(id), "inputResponses": answers], client: Self.client)
        .result()
    }
    let acknowledged = await update(["first": ["action": "accept", "content": ["name": "Ada"]], "unknown": [:]])
    #expect(acknowledged?.object?.keys.sorted() == ["_meta", "resultType"])
    #expect(await get(endpoint, id).result()?["inputRequests"]?.object?.keys.sorted() == ["second"])
    _ = await update(["second": ["action": "accept", "content": ["name": "Grace"]]])
    #expect(
      try await wait(endpoint, id, for: "completed")["result"]?["content"]?.array?[0]["text"] == "Names: Ada and Grace")
    #expect(await update([:])?["resultType"] == "complete")
  }

  @Test func whatHasToBeAskedFirstIsAskedBeforeTheTask() async throws {
    let endpoint = try await Endpoint()
    let first = await endpoint.tool("test_tool_with_task", client: Self.client).result()
    #expect(first?["resultType"] == "input_required" && first?["taskId"] == nil)
    let second = await endpoint.tool(
      "test_tool_with_task", client: Self.client,
      more: [
        "inputResponses": ["user_name": ["action": "accept", "content": ["name": "Ada"]]],
        "requestState": first?["requestState"] ?? .null,
      ]
    ).result()
    #expect(second?["resultType"] == "task")
    let id = try #require(second?["taskId"]?.string)
    #expect(try await wait(endpoint, id, for: "completed")["result"]?["content"]?.array?[0]["text"] == "Hello, Ada!")
  }

  @Test func aCancelledTaskStaysCancelled() async throws {
    let endpoint = try await Endpoint()
    for (tool, arguments) in [("slow_compute", ["seconds": 600]), ("confirm_delete", ["filename": "f"])]
      as [(String, JSON)]
    {
      let id = try await start(endpoint, tool, arguments)
      for _ in 0..<2 {
        let reply = await endpoint.call("tasks/cancel", ["taskId": .string(id)], client: Self.client)
        #expect(await reply.result()?["resultType"] == "complete")
      }
      let state = try await wait(endpoint, id, for: "cancelled")
      #expect(state["result"] == nil && state["inputRequests"] == nil)
    }
  }

  @Test func aTaskIsOfThePrincipalThatStartedIt() async throws {
    let endpoint = try await Endpoint()
    let id = try await start(endpoint, "confirm_delete", ["filename": "f"], as: "alice")
    for (method, more) in [("tasks/get", [:]), ("tasks/cancel", [:]), ("tasks/update", ["inputResponses": [:]])]
      as [(String, [String: JSON])]
    {
      let params = more.merging(["taskId": .string(id)]) { $1 }
      #expect(await endpoint.call(method, params, client: Self.client, as: "bob").code == -32602)
      #expect(await endpoint.call(method, params, client: Self.client).code == -32602)
    }
    #expect(await get(endpoint, id, as: "alice").status == 200)
    #expect(await endpoint.call("tasks/get", ["taskId": "unknown"], client: Self.client).code == -32602)
    #expect(await endpoint.call("tasks/get", client: Self.client).code == -32602)
  }

  @Test func theNameHeaderIsTheTaskId() async throws {
    let endpoint = try await Endpoint()
    let reply = await endpoint.call("tasks/get", ["taskId": "x"], client: Self.client, headers: ["Mcp-Name": "y"])
    #expect(reply.code == -32020)
  }

  @Test func tasksAreListenedTo() async throws {
    let endpoint = try await Endpoint()
    let id = try await start(endpoint, "confirm_delete", ["filename": "f"])
    func listen(as principal: String?) async -> Reply {
      await endpoint.call(
        "subscriptions/listen", ["notifications": ["taskIds": [.string(id)]]], client: Self.client, as: principal)
    }
    let stream = await listen(as: nil)
    #expect(await stream.next()?.json?["params"]?["notifications"] == ["taskIds": [.string(id)]])
    #expect(await listen(as: "bob").next()?.json?["params"]?["notifications"] == [:])
    _ = await endpoint.call("tasks/cancel", ["taskId": .string(id)], client: Self.client)
    var isCancelled = false
    while !isCancelled, let event = await stream.next()?.json {
      #expect(event["method"] == "notifications/tasks" && event["params"]?["taskId"]?.string == id)
      isCancelled = event["params"]?["status"] == "cancelled"
    }
    #expect(isCancelled)
  }

  @Test func thereAreSoManyTasksAndOldOnesAreForgotten() async throws {
    let endpoint = try await Endpoint { $0.maxTasks = 1 }
    _ = try await start(endpoint, "confirm_delete", ["filename": "f"])
    #expect(await endpoint.tool("confirm_delete", ["filename": "g"], client: Self.client).code == -32603)
    let roomy = try await Endpoint {
      $0.maxTasks = 10
      $0.maxTasksOfOne = 1
    }
    let old = try await start(roomy, "slow_compute", ["seconds": 0], as: "alice")
    for _ in 0..<1000 where await get(roomy, old, as: "alice").result()?["status"] != "completed" {
      try await Task.sleep(for: .milliseconds(10))
    }
    _ = try await start(roomy, "confirm_delete", ["filename": "f"], as: "alice")
    #expect(await get(roomy, old, as: "alice").code == -32602)
    #expect(await roomy.tool("confirm_delete", ["filename": "f"], client: Self.client, as: "alice").code == -32603)
    _ = try await start(roomy, "confirm_delete", ["filename": "f"], as: "bob")
    let brief = try await Endpoint { $0.taskSeconds = 0 }
    let id = try await start(brief, "confirm_delete", ["filename": "f"])
    try await Task.sleep(for: .milliseconds(20))
    #expect(await get(brief, id).code == -32602)
  }
}
