import Foundation
import Testing

@testable import MCP

/// Answers that break the rules.
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
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        return response
      }
    ) {
      $0.mode = .stateless
      $0.retries = 0
      $0.maxMessage = 1000
    }
    await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
  }

  @Test(
    arguments: [
      ["tools": [], "nextCursor": "again"], ["no": []], ["tools": 7],
    ] as [JSON]) func aListWithoutAnEndIsAnError(page: JSON) async throws
  {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/list", request) else { return nil }
        return Faulty.answer(request, page)
      }, Faulty.stateless)
    let error = await #expect(throws: ClientError.self) { try await client.listTools() }
    #expect(Faulty.problem(error)?.hasPrefix("tools/list") == true, "\(String(describing: error))")
  }

  @Test func aServerThatAsksWithoutEndIsGivenUp() async throws {
    let asked = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        let number = asked.next()
        let state = (try? JSON(parsing: request.body))?["params"]?["requestState"]
        if number == 1 {
          #expect(state == nil)
        } else {
          #expect(state == .string("state \(number - 1)"))
        }
        return Faulty.answer(request, ["resultType": "input_required", "requestState": .string("state \(number)")])
      }
    ) {
      $0.mode = .stateless
      $0.maxRounds = 3
    }
    let error = await #expect(throws: ClientError.self) { try await client.callTool("t") }
    guard case .unanswerable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(asked.count == 4)
  }

  @Test func aResultOfAnUnknownTypeIsAnError() async throws {
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        return Faulty.answer(request, ["resultType": "surprise", "content": []])
      }, Faulty.stateless)
    let error = await #expect(throws: ClientError.self) { try await client.callTool("t") }
    #expect(Faulty.problem(error) == "the result is of the unknown type 'surprise'")
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
    let error = await #expect(throws: ClientError.self) { try await client.callTool("t") }
    #expect(Faulty.problem(error) == "the tool's structured content does not match its output schema")
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
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/list", request) else { return nil }
        return Faulty.answer(request, ["tools": tools])
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
