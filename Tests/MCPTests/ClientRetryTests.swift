import Foundation
import Testing

@testable import MCP

/// Which requests a client sends again, and which it does not.
@Suite(.timeLimit(.minutes(3))) struct ClientRetryTests {
  @Test(arguments: [429, 503]) func aBusyServerIsAskedAgain(status: Int) async throws {
    let times = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request), times.next() < 3 else { return nil }
        return HTTPResponse(status, headers: ["Retry-After": "0"])
      }, Faulty.stateless)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(times.count == 3)
  }

  /// The answer may come from a gateway, which does not know what the server did.
  @Test func aGatewayThatNamesNoTimeIsNotAskedAgain() async throws {
    let times = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        guard Faulty.isMethod("tools/call", request) else { return nil }
        _ = times.next()
        return HTTPResponse(503)
      }, Faulty.stateless)
    let error = await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
    guard case .busy(nil)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(times.count == 1)
  }

  @Test func aServerWithTooMuchToDoIsAskedAgain() async throws {
    let endpoint = try await Endpoint { $0.maxRunning = 1 }
    let calls = Faulty.Counter()
    let transport = endpoint.transport { request in
      if Faulty.isMethod("tools/call", request) { _ = calls.next() }
      return nil
    }
    let client = Faulty.client(transport) {
      $0.mode = .stateless
      $0.retries = 60
    }
    _ = try await client.connect()
    let busy = await endpoint.tool("test_never_returns", meta: ["progressToken": 1])
    async let text = client.callTool("test_simple_text").content[0].text
    // The second time comes only after the first has been refused.
    for _ in 0..<3000 where calls.count < 2 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(calls.count >= 2)
    busy.leave()
    #expect(try await text == "This is a simple text response for testing.")
    await client.close()
  }

  @Test func aServerThatStaysBusyIsGivenUp() async throws {
    let client = Faulty.client(.http { _ in HTTPResponse(503) }) { $0.retries = 1 }
    let error = await #expect(throws: ClientError.self) { try await client.connect() }
    guard case .busy? = error else { return #expect(Bool(false), "\(String(describing: error))") }
  }

  @Test func whatMayHaveRunIsNotSentAgain() async throws {
    let calls = Faulty.Counter()
    let lists = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        if Faulty.isMethod("tools/call", request), calls.next() == 1 { throw Faulty.Broken() }
        if Faulty.isMethod("prompts/list", request), lists.next() == 1 { throw Faulty.Broken() }
        return nil
      }, Faulty.stateless)
    let error = await #expect(throws: ClientError.self) { try await client.callTool("test_simple_text") }
    guard case .unreachable? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(calls.count == 1)
    _ = try await client.listPrompts()
    #expect(lists.count == 2)
  }

  @Test func whatWasNotSentIsSentAgain() async throws {
    let calls = Faulty.Counter()
    let client = Faulty.client(
      try await Endpoint().transport { request in
        if Faulty.isMethod("tools/call", request), calls.next() == 1 { throw UnsentRequest("no connection") }
        return nil
      }, Faulty.stateless)
    #expect(try await !client.callTool("test_simple_text").isError)
    #expect(calls.count == 2)
  }

  @Test func aToolThatDoesNoHarmIsCalledAgain() async throws {
    let calls = Faulty.Counter()
    let tool = Tool("look", description: "d", annotations: ToolAnnotations(readOnly: true)) { _, _ in .text("seen") }
    let client = Faulty.client(
      try await Endpoint(offering: Catalog(tools: [tool])).transport { request in
        if Faulty.isMethod("tools/call", request), calls.next() == 1 { return Faulty.stream(": gone\n\n") }
        return nil
      }, Faulty.stateless)
    _ = try await client.listTools()
    #expect(try await client.callTool("look").content[0].text == "seen")
    #expect(calls.count == 2)
  }
}
