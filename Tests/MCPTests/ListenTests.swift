import Foundation
import MCP
import Testing

/// `subscriptions/listen` in the stateless revision.
@Suite(.timeLimit(.minutes(3))) struct ListenTests {
  private func listen(
    _ endpoint: Endpoint, _ filter: JSON, id: JSON = 1, client: JSON = [:], as principal: String? = nil
  ) async -> Reply {
    await endpoint.call("subscriptions/listen", ["notifications": filter], id: id, client: client, as: principal)
  }

  @Test func theFirstMessageSaysWhatIsHonoured() async throws {
    let endpoint = try await Endpoint()
    for id in [1, "1"] as [JSON] {
      let stream = await listen(
        endpoint, ["toolsListChanged": true, "unknown": true, "promptsListChanged": false], id: id)
      #expect(stream.header("Content-Type") == "text/event-stream")
      let first = try #require(await stream.next()?.json)
      #expect(first["method"] == "notifications/subscriptions/acknowledged" && first["id"] == nil)
      #expect(first["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == id)
      #expect(first["params"]?["notifications"] == ["toolsListChanged": true])
    }
  }

  @Test func onlyWhatWasAskedForComesAndSaysForWhat() async throws {
    let endpoint = try await Endpoint()
    let tools = await listen(endpoint, ["toolsListChanged": true], id: "t")
    let resource = await listen(endpoint, ["resourceSubscriptions": ["test://watched-resource"]], id: "r")
    _ = await (tools.next(), resource.next())
    await endpoint.server.resourceUpdated("test://static-text")
    await endpoint.server.resourceUpdated("test://watched-resource")
    _ = await endpoint.tool("test_trigger_prompt_change").result()
    _ = await endpoint.tool("test_trigger_tool_change").result()
    let changed = try #require(await tools.next()?.json)
    #expect(changed["method"] == "notifications/tools/list_changed")
    #expect(changed["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == "t")
    let updated = try #require(await resource.next()?.json)
    #expect(updated["params"]?["uri"] == "test://watched-resource")
    #expect(updated["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == "r")
  }

  @Test func shutDownEndsStreamsWithAResult() async throws {
    let endpoint = try await Endpoint()
    let stream = await listen(endpoint, ["toolsListChanged": true], id: 9)
    _ = await stream.next()
    await endpoint.server.shutDown()
    let last = try #require(await stream.next()?.json)
    #expect(last["id"] == 9 && last["result"]?["resultType"] == "complete")
    #expect(last["result"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == 9)
    #expect(await stream.next() == nil)
  }

  @Test func aFilterHasToBeAnObject() async throws {
    let reply = try await Endpoint().call("subscriptions/listen")
    #expect(reply.code == -32602)
  }

  @Test func whoLeftIsForgotten() async throws {
    let endpoint = try await Endpoint()
    for _ in 0..<20 {
      let stream = await listen(endpoint, ["toolsListChanged": true])
      _ = await stream.next()
      stream.leave()
    }
    for _ in 0..<500 where await endpoint.server.subscriberCount > 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(await endpoint.server.subscriberCount == 0)
  }

  @Test func fiftyOfFiveHundredSessionsAreToldAtOnce() async throws {
    let endpoint = try await Endpoint()
    var streams: [(isSubscribed: Bool, stream: Reply)] = []
    for index in 0..<500 {
      let session = try await endpoint.open()
      let stream = await session.listen()
      _ = await stream.next()
      if index.isMultiple(of: 10) { _ = await session.call("resources/subscribe", ["uri": "test://watched-resource"]) }
      streams.append((index.isMultiple(of: 10), stream))
    }
    await endpoint.server.resourceUpdated("test://watched-resource")
    try await endpoint.server.update { $0.prompts.removeLast() }
    for (isSubscribed, stream) in streams {
      let first = await stream.next()?.json?["method"]
      if isSubscribed {
        #expect(first == "notifications/resources/updated")
      } else {
        #expect(first == "notifications/prompts/list_changed")
      }
    }
  }
}
