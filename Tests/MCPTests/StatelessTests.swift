import Foundation
import MCP
import Testing

/// Revision 2026-07-28 over HTTP.
@Suite(.timeLimit(.minutes(3))) struct StatelessTests {
  @Test func discoverSaysWhatIsServed() async throws {
    let reply = try await Endpoint().call("server/discover", id: "d1")
    #expect(reply.status == 200 && reply.header("Content-Type") == "application/json")
    let json = try #require(reply.json)
    #expect(json["id"] == "d1" && json["jsonrpc"] == "2.0")
    let result = try #require(json["result"])
    #expect(result["resultType"] == "complete")
    #expect(result["supportedVersions"] == ["2026-07-28"])
    #expect(result["ttlMs"]?.integer != nil && ["public", "private"].contains(result["cacheScope"]?.string))
    #expect(result["_meta"]?["io.modelcontextprotocol/serverInfo"] == ["name": "everything", "version": "1.0.0"])
    let capabilities = try #require(result["capabilities"])
    #expect(capabilities["tools"] == ["listChanged": true] && capabilities["prompts"] == ["listChanged": true])
    #expect(capabilities["resources"] == ["subscribe": true, "listChanged": true])
    #expect(capabilities["extensions"]?["io.modelcontextprotocol/tasks"] == [:] && capabilities["tasks"] == nil)
  }

  @Test(
    arguments: [
      ("server/discover", [:]), ("tools/list", [:]), ("prompts/list", [:]), ("resources/list", [:]),
      ("resources/templates/list", [:]), ("resources/read", ["uri": "test://static-text"]),
    ] as [(String, [String: JSON])])
  func cacheableResultsSayForHowLong(method: String, params: [String: JSON]) async throws {
    let endpoint = try await Endpoint {
      $0.cacheMilliseconds = 60_000
      $0.isPublic = true
    }
    // What is read may differ from one caller to another, unless the resource says that it does not.
    let scope: JSON = if method == "resources/read" { "private" } else { "public" }
    let result = await endpoint.call(method, params).result()
    #expect(result?["ttlMs"] == 60_000 && result?["cacheScope"] == scope && result?["resultType"] == "complete")
  }

  @Test func resultsThatMayNotBeKeptSayNothingOfIt() async throws {
    let endpoint = try await Endpoint()
    let result = await endpoint.tool("test_simple_text").result()
    #expect(result?["ttlMs"] == nil && result?["cacheScope"] == nil && result?["resultType"] == "complete")
    let asked = await endpoint.tool("test_elicitation", ["message": "?"], client: ["elicitation": [:]]).result()
    #expect(asked?["resultType"] == "input_required" && asked?["ttlMs"] == nil)
  }

  /// What is wrong with a request, and how it is answered. The first fault decides.
  @Test(
    arguments: [
      ("no version header", ["MCP-Protocol-Version": nil], [:], 400, -32020),
      ("another version header", ["MCP-Protocol-Version": "2025-11-25"], [:], 400, -32020),
      ("no Mcp-Method", ["Mcp-Method": nil], [:], 400, -32020),
      ("another Mcp-Method", ["Mcp-Method": "tools/list"], [:], 400, -32020),
      ("Mcp-Method in another case", ["Mcp-Method": "Tools/Call"], [:], 400, -32020),
      ("no Mcp-Name", ["Mcp-Name": nil], [:], 400, -32020),
      ("another Mcp-Name", ["Mcp-Name": "greet"], [:], 400, -32020),
      ("Mcp-Name in bad Base64", ["Mcp-Name": "=?base64?dGVzd?="], [:], 400, -32020),
      (
        "an unknown version in both", ["MCP-Protocol-Version": "2099-01-01"],
        ["io.modelcontextprotocol/protocolVersion": "2099-01-01"], 400, -32022
      ),
      (
        "versions that differ, one unknown", ["MCP-Protocol-Version": "2099-01-01"], [:], 400, -32020
      ),
      ("no capabilities", [:], ["io.modelcontextprotocol/clientCapabilities": .null], 400, -32602),
      ("no version in the body", [:], ["io.modelcontextprotocol/protocolVersion": .null], 400, -32602),
      ("an unknown log level", [:], ["io.modelcontextprotocol/logLevel": "loud"], 400, -32602),
    ] as [(String, [String: String?], [String: JSON], Int, Int)])
  func whatIsWrongWithARequestIsSaid(
    what: String, headers: [String: String?], meta: [String: JSON], status: Int, code: Int
  ) async throws {
    let reply = try await Endpoint().tool("test_simple_text", meta: meta, headers: headers)
    #expect(reply.status == status && reply.code == code, "\(what): \(reply.status) \(reply.code ?? 0)")
    #expect(reply.json?["id"] == 1)
  }

  @Test func anUnsupportedVersionSaysWhichAre() async throws {
    let meta: [String: JSON] = ["io.modelcontextprotocol/protocolVersion": "2099-01-01"]
    let reply = try await Endpoint().call("tools/list", meta: meta, headers: ["MCP-Protocol-Version": "2099-01-01"])
    #expect(reply.error?["data"] == ["supported": ["2026-07-28"], "requested": "2099-01-01"])
  }

  @Test func aNewVersionHeaderWithoutMetaIsNoMissingSession() async throws {
    let endpoint = try await Endpoint()
    let bare: JSON = ["jsonrpc": "2.0", "id": 5, "method": "tools/list"]
    let reply = await endpoint.post(bare, ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"])
    #expect(reply.status == 400 && reply.code == -32602 && reply.json?["id"] == 5)
    let unknown = await endpoint.post(bare, ["MCP-Protocol-Version": "1999-01-01"])
    #expect(unknown.status == 400 && unknown.code == -32602)
  }

  @Test(arguments: [
    "initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "no/such/method",
    "tasks/result", "tasks/list", "notifications/initialized",
  ])
  func whatTheRevisionHasNotIsNotFound(method: String) async throws {
    let reply = try await Endpoint().call(method)
    #expect(reply.status == 404 && reply.code == -32601)
  }

  @Test(arguments: ["GET", "DELETE", "HEAD", "PUT", "PATCH", "OPTIONS"])
  func onlyPostIsAllowed(method: String) async throws {
    let reply = try await Endpoint().send(method, ["MCP-Protocol-Version": "2026-07-28"])
    #expect(reply.status == 405 && reply.header("Allow") == "POST")
  }

  @Test func notificationsAreAcceptedAndResponsesAreNot() async throws {
    let endpoint = try await Endpoint()
    let headers: [String: String?] = ["MCP-Protocol-Version": "2026-07-28"]
    let notification = await endpoint.post(["jsonrpc": "2.0", "method": "notifications/whatever"], headers)
    #expect(notification.status == 202 && notification.isEmpty)
    let whatever: JSON = ["jsonrpc": "2.0", "method": "notifications/whatever"]
    #expect(await endpoint.post(whatever, ["MCP-Protocol-Version": "1999-01-01"]).code == -32022)
    let other: JSON = ["io.modelcontextprotocol/protocolVersion": "2025-11-25"]
    let differing: JSON = ["jsonrpc": "2.0", "method": "notifications/whatever", "params": ["_meta": other]]
    #expect(await endpoint.post(differing, headers).code == -32020)
    let response = await endpoint.post(["jsonrpc": "2.0", "id": 1, "result": [:]], headers)
    #expect(response.status == 400 && response.code == -32600)
  }

  @Test func aSessionIdIsIgnoredAndNoneIsMade() async throws {
    let reply = try await Endpoint().call("tools/list", headers: ["Mcp-Session-Id": "whatever"])
    #expect(reply.status == 200 && reply.header("Mcp-Session-Id") == nil)
  }

  @Test(arguments: [1, "1", 0, -7, 9_007_199_254_740_993, "", "ü", "a b"] as [JSON])
  func idsComeBackAsTheyWere(id: JSON) async throws {
    #expect(try await Endpoint().call("tools/list", id: id).json?["id"] == id)
  }

  @Test(arguments: [nil, 1.5, true, [1], [:]] as [JSON])
  func whatIsNoIdIsRefused(id: JSON) async throws {
    let reply = try await Endpoint().call("tools/list", id: id)
    #expect(reply.status == 400 && reply.code == -32600 && reply.json?["id"] == nil)
  }

  @Test func namesInHeadersMayBeEncoded() async throws {
    let endpoint = try await Endpoint(
      offering: Catalog(resources: [
        Resource("test://naïve", name: "n") { _ in [ResourceContents(uri: "test://naïve", text: "x")] }
      ]))
    let encoded = "=?base64?" + Data("test://naïve".utf8).base64EncodedString() + "?="
    let reply = await endpoint.call("resources/read", ["uri": "test://naïve"], headers: ["Mcp-Name": encoded])
    #expect(reply.status == 200, "\(String(describing: reply.json))")
    #expect(
      await endpoint.call("resources/read", ["uri": "test://naïve"], headers: ["Mcp-Name": " \(encoded)\t"]).status
        == 200)
  }

  @Test func repeatedRoutingHeadersAreMalformed() async throws {
    let endpoint = try await Endpoint()
    var headers = Endpoint.headers(["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list"])
    headers.add("mcp-method", "tools/list")
    let body: JSON = [
      "jsonrpc": "2.0", "id": 1, "method": "tools/list",
      "params": [
        "_meta": [
          "io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": [:],
        ]
      ],
    ]
    #expect(await endpoint.post(body.encoded, headers).code == -32020)
  }

  @Test(
    arguments: [
      ("Hello", "Hello", 200), ("SGVsbG8=", "SGVsbG8=", 200), ("=?base64?SGVsbG8=", "=?base64?SGVsbG8=", 200),
      ("Hello", "=?base64?SGVsbG8=?=", 200), ("héllo", "=?base64?aMOpbGxv?=", 200), ("Hello", "hello", 400),
      ("Hello", nil, 400), ("Hello", "=?base64?SGVsbG8?=", 400), ("Hello", "=?base64?SGVs bG8=?=", 400),
      ("Hello", "=?BASE64?SGVsbG8=?=", 400), ("x", "=?base64?eA==?=", 200), ("x", "=?base64?eB==?=", 400),
    ] as [(String, String?, Int)])
  func parameterHeadersAreTheArguments(argument: String, header: String?, status: Int) async throws {
    let reply = try await Endpoint().tool(
      "test_x_mcp_header", ["region": .string(argument)], headers: ["Mcp-Param-Region": header])
    #expect(reply.status == status, "\(argument) \(header ?? "nil")")
    if status == 400 { #expect(reply.code == -32020) }
  }

  @Test func anArgumentThatIsNotThereNeedsNoHeader() async throws {
    let endpoint = try await Endpoint()
    #expect(await endpoint.tool("test_x_mcp_header", [:]).status == 200)
    let null = await endpoint.tool("test_x_mcp_header", ["region": nil])
    #expect(null.status == 200)
  }

  @Test func nestedIntegersAndBooleansAreComparedAsSuch() async throws {
    let tool = Tool(
      "t", description: "t",
      inputSchema: [
        "type": "object",
        "properties": [
          "outer": ["type": "object", "properties": ["count": ["type": "integer", "x-mcp-header": "Count"]]],
          "flag": ["type": "boolean", "x-mcp-header": "Flag"],
        ],
      ]
    ) { _, _ in .text("ok") }
    let endpoint = try await Endpoint(offering: Catalog(tools: [tool]))
    func status(_ count: String, _ flag: String) async -> Int {
      await endpoint.tool(
        "t", ["outer": ["count": 42], "flag": true],
        headers: ["Mcp-Param-Count": count, "Mcp-Param-Flag": flag]
      ).status
    }
    #expect(await status("42", "true") == 200)
    #expect(await status("42.0", "true") == 200)
    #expect(await status("0x2A", "true") == 400)
    #expect(await status("4.2e1", "true") == 400)
    #expect(await status("43", "true") == 400)
    #expect(await status("42", "True") == 400)
  }

  @Test func soMuchIsServedAtOnceAndNothingAfterTheEnd() async throws {
    let endpoint = try await Endpoint { $0.maxRunning = 2 }
    let streams = [
      await endpoint.tool("test_never_returns", meta: ["progressToken": 1]),
      await endpoint.call("subscriptions/listen", ["notifications": ["toolsListChanged": true]]),
    ]
    #expect(await endpoint.tool("test_simple_text").status == 503)
    #expect(await endpoint.call("subscriptions/listen", ["notifications": [:]]).status == 503)
    await endpoint.http.shutDown()
    for stream in streams { #expect(await stream.messages().last?["id"] == 1) }
    #expect(await endpoint.tool("test_simple_text").status == 503)
    for _ in 0..<500 where endpoint.server.runningCount > 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(endpoint.server.runningCount == 0)
  }

  @Test func notificationsMakeAStreamWithoutIds() async throws {
    let reply = try await Endpoint().tool("test_tool_with_progress", meta: ["progressToken": "p1"])
    #expect(reply.header("Content-Type") == "text/event-stream" && reply.header("X-Accel-Buffering") == "no")
    var last = -1.0
    for _ in 0..<3 {
      let event = try #require(await reply.next())
      #expect(event.id == nil && event.name == "message")
      let params = try #require(event.json?["params"])
      #expect(event.json?["method"] == "notifications/progress" && params["progressToken"] == "p1")
      let progress = try #require(params["progress"]?.number)
      #expect(progress > last)
      last = progress
    }
    #expect(await reply.next()?.json?["result"]?["resultType"] == "complete")
    #expect(await reply.next() == nil)
  }

  @Test func logsComeOnlyWhereTheyAreWanted() async throws {
    let endpoint = try await Endpoint()
    #expect(await !endpoint.tool("test_logging_tool").isStream)
    #expect(await !endpoint.tool("test_logging_tool", meta: ["io.modelcontextprotocol/logLevel": "error"]).isStream)
    let messages = await endpoint.tool("test_logging_tool", meta: ["io.modelcontextprotocol/logLevel": "info"])
      .messages()
    #expect(messages.count == 2 && messages[0]["method"] == "notifications/message")
    #expect(messages[0]["params"]?["level"] == "info")
  }

  @Test func aMissingCapabilityIsSaidBeforeAnythingIsStreamed() async throws {
    let reply = try await Endpoint().tool("test_missing_capability")
    #expect(reply.status == 400 && reply.code == -32021)
    #expect(reply.error?["data"] == ["requiredCapabilities": ["sampling": [:]]])
    #expect(try await Endpoint().tool("test_missing_capability", client: ["sampling": [:]]).status == 200)
  }

  @Test func leavingTheStreamCancelsTheWork() async throws {
    let (cancelled, signal) = AsyncStream<Void>.makeStream()
    let tool = Tool("t", description: "t") { _, context in
      await context.reportProgress(1)
      do { try await Task.sleep(for: .seconds(60)) } catch { signal.yield(()) }
      return .text("late")
    }
    let endpoint = try await Endpoint(offering: Catalog(tools: [tool]))
    let reader = Task {
      let reply = await endpoint.tool("t", meta: ["progressToken": 1])
      _ = await reply.next()
      _ = await reply.next()
    }
    try await Task.sleep(for: .milliseconds(100))
    reader.cancel()
    var signals = cancelled.makeAsyncIterator()
    #expect(await signals.next() != nil)
  }

  @Test func leavingBeforeAnythingCameCancelsTheWork() async throws {
    let (cancelled, signal) = AsyncStream<Void>.makeStream()
    let tool = Tool("t", description: "t") { _, _ in
      do { try await Task.sleep(for: .seconds(60)) } catch { signal.yield(()) }
      return .text("late")
    }
    let endpoint = try await Endpoint(offering: Catalog(tools: [tool]))
    let request = Task { await endpoint.tool("t").status }
    try await Task.sleep(for: .milliseconds(100))
    request.cancel()
    var signals = cancelled.makeAsyncIterator()
    #expect(await signals.next() != nil)
    _ = await request.value
  }
}
