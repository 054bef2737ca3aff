import Foundation
import Testing

@testable import MCP

/// Answers that are none.
@Suite(.timeLimit(.minutes(3))) struct ClientAnswerTests {
  @Test(
    arguments: [
      HTTPResponse(200), HTTPResponse(202), HTTPResponse(200, body: .data(Data("rubbish".utf8))),
      HTTPResponse(200, headers: ["Content-Type": "text/html"], body: .data(Data("<html>".utf8))),
      Faulty.stream("data: rubbish\n\n"),
      Faulty.stream("data: {\"jsonrpc\":\"2.0\",\"id\":\"other\",\"result\":{}}\n\n"),
      Faulty.stream(String(repeating: "x", count: 2000)),
      HTTPResponse(200, body: .data(Data(String(repeating: "[", count: 2000).utf8))),
    ]) func anAnswerThatIsNoneIsAnError(response: HTTPResponse) async throws
  {
    let client = Faulty.client(
      try await Endpoint().transport { request in Faulty.isMethod("tools/call", request) ? response : nil }
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
    let client = Faulty.client(
      try await Endpoint().transport { Faulty.isMethod("tools/list", $0) ? Faulty.answer($0, page) : nil },
      Faulty.stateless)
    await #expect(throws: ClientError.self) { try await client.listTools() }
  }

  @Test func aServerThatAsksWithoutEndIsGivenUp() async throws {
    let asked = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        let number = asked.next()
        let state = (try? JSON(parsing: request.body))?["params"]?["requestState"]
        #expect(state == (number == 1 ? nil : .string("state \(number - 1)")))
        return Faulty.answer(request, ["resultType": "input_required", "requestState": .string("state \(number)")])
      }
    ) { ($0.mode, $0.maxRounds) = (.stateless, 3) }
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
    #expect(asked.count == 4)
  }

  @Test func aResultOfAnUnknownTypeIsAnError() async throws {
    let client = Faulty.client(
      try await Endpoint().transport {
        Faulty.isMethod("tools/call", $0) ? Faulty.answer($0, ["resultType": "surprise", "content": []]) : nil
      }, Faulty.stateless)
    await #expect(throws: ClientError.self) { try await client.callTool("t") }
  }

  @Test func contentThatIsNotOfItsSchemaIsAnError() async throws {
    let schema: JSON = ["type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"]]
    let tool = Tool("t", description: "d", outputSchema: schema) { _, _ in .structured(["n": 1]) }
    let calls = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint(offering: Catalog(tools: [tool])).transport { request in
        guard Faulty.isMethod("tools/call", request), calls.next() == 2 else { return nil }
        return Faulty.answer(request, ["content": [], "structuredContent": ["n": "one"]])
      }, Faulty.stateless)
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
    let client = Faulty.client(
      try await Endpoint().transport {
        Faulty.isMethod("tools/list", $0) ? Faulty.answer($0, ["tools": tools]) : nil
      }
    ) {
      $0.mode = .stateless
      $0.onProblem = { problem.yield($0) }
    }
    #expect(try await client.listTools().map(\.name) == ["good"])
    problem.finish()
    #expect(await problems.reduce(0) { count, _ in count + 1 } == 2)
  }
}
