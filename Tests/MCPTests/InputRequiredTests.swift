import Foundation
import MCP
import Testing

/// Questions in the stateless revision.
@Suite(.timeLimit(.minutes(3))) struct InputRequiredTests {
  private static let name: JSON = ["action": "accept", "content": ["name": "Ada"]]
  private static let client: JSON = ["elicitation": [:], "sampling": [:], "roots": [:]]

  private func state(_ reply: Reply) async -> [String: JSON] {
    var more: [String: JSON] = [:]
    if let state = await reply.result()?["requestState"] { more["requestState"] = state }
    return more
  }

  @Test func aQuestionIsTheResultAndItsAnswerGoesOn() async throws {
    let endpoint = try await Endpoint()
    let tool = "test_input_required_result_elicitation"
    let asked = try #require(await endpoint.tool(tool, client: Self.client).result())
    #expect(asked["resultType"] == "input_required" && asked["requestState"]?.string != nil)
    let question = try #require(asked["inputRequests"]?["user_name"])
    #expect(question["method"] == "elicitation/create" && question["id"] == nil && question["jsonrpc"] == nil)
    #expect(question["params"]?["mode"] == "form" && question["params"]?["message"] == "What is your name?")
    var more: [String: JSON] = ["inputResponses": ["user_name": Self.name, "unknown": [:]]]
    #expect(await endpoint.tool(tool, client: Self.client, more: more).text() == "Hello, Ada!")
    more["requestState"] = asked["requestState"]
    #expect(await endpoint.tool(tool, client: Self.client, more: more).text() == "Hello, Ada!")
  }

  @Test func roundsAddUpAndEachHasAStateOfItsOwn() async throws {
    let endpoint = try await Endpoint()
    let tool = "test_input_required_result_multi_round"
    let first = try #require(await endpoint.tool(tool, client: Self.client).result())
    #expect(first["inputRequests"]?.object?.keys.sorted() == ["step1"])
    let second = try #require(
      await endpoint.tool(
        tool, client: Self.client,
        more: ["requestState": first["requestState"] ?? .null, "inputResponses": ["step1": Self.name]]
      ).result())
    #expect(second["inputRequests"]?.object?.keys.sorted() == ["step2"])
    #expect(second["requestState"] != first["requestState"])
    let color: JSON = ["action": "accept", "content": ["color": "red"]]
    let last = await endpoint.tool(
      tool, client: Self.client,
      more: ["requestState": second["requestState"] ?? .null, "inputResponses": ["step2": color]])
    #expect(await last.text() == "Ada likes red")
  }

  @Test func answersThatAreMissingAreAskedForAgain() async throws {
    let endpoint = try await Endpoint()
    let tool = "test_input_required_result_multiple_inputs"
    let first = try #require(await endpoint.tool(tool, client: Self.client).result())
    #expect(first["inputRequests"]?.object?.count == 3)
    let again = await endpoint.tool(
      tool, client: Self.client,
      more: ["requestState": first["requestState"] ?? .null, "inputResponses": ["user_name": Self.name]])
    #expect(await again.result()?["inputRequests"]?.object?.keys.sorted() == ["client_roots", "greeting"])
  }

  @Test(
    arguments: [
      nil, 5, [1], ["user_name": nil], ["user_name": 5], ["user_name": ["action": "perhaps"]],
      ["user_name": ["action": "accept", "content": ["name": 7]]], ["user_name": ["action": "accept", "content": [:]]],
    ] as [JSON])
  func malformedAnswersNeverComplete(answers: JSON) async throws {
    let reply = try await Endpoint().tool(
      "test_input_required_result_elicitation", client: Self.client, more: ["inputResponses": answers])
    #expect(reply.code == -32602)
  }

  @Test func aFormThatCannotBeValidatedIsNotSent() async throws {
    let tool = Tool("ask", description: "d") { _, context in
      let form: JSON = ["type": "object", "properties": ["a": ["type": "string", "pattern": "(?=x)"]]]
      return .text(try await context.elicit("a", "A?", schema: form).action.rawValue)
    }
    let reply = try await Endpoint(offering: Catalog(tools: [tool])).tool("ask", client: Self.client)
    #expect(reply.code == -32603 && reply.error?["message"]?.string?.contains("looks ahead") == true)
  }

  @Test func aStateThatIsNotOursIsRefused() async throws {
    let endpoint = try await Endpoint()
    let tool = "test_input_required_result_tampered_state"
    let state = try #require(await endpoint.tool(tool, client: Self.client).result()?["requestState"]?.string)
    let confirmed: JSON = ["confirm": ["action": "accept", "content": ["ok": true]]]
    func code(_ state: JSON, endpoint other: Endpoint? = nil, as principal: String? = nil, name: String = tool) async
      -> Int?
    {
      await (other ?? endpoint).tool(
        name, client: Self.client, more: ["requestState": state, "inputResponses": confirmed], as: principal
      ).code
    }
    #expect(await code(.string(state)) == nil)
    for bad in [state + "-TAMPERED", "", ".", "a.b", String(state.dropLast(4)), String(state.reversed())] {
      #expect(await code(.string(bad)) == -32602, "\(bad)")
    }
    #expect(await code(7) == -32602)
    #expect(await code(.string(state), endpoint: try Endpoint()) == -32602)
    #expect(await code(.string(state), as: "somebody") == -32602)
    #expect(await code(.string(state), name: "test_input_required_result_request_state") == -32602)
  }

  @Test func aStateExpires() async throws {
    let endpoint = try await Endpoint { $0.stateSeconds = -1 }
    let tool = "test_input_required_result_request_state"
    let state = try #require(await endpoint.tool(tool, client: Self.client).result()?["requestState"])
    let reply = await endpoint.tool(tool, client: Self.client, more: ["requestState": state])
    #expect(reply.code == -32602 && reply.error?["message"]?.string?.contains("expired") == true)
  }

  @Test func serversThatShareAKeyShareStates() async throws {
    let key = [UInt8](repeating: 7, count: 32)
    let one = try await Endpoint { $0.stateKey = key }
    let other = try await Endpoint { $0.stateKey = key }
    let tool = "test_input_required_result_request_state"
    var more = await state(await one.tool(tool, client: Self.client))
    more["inputResponses"] = ["confirm": ["action": "accept", "content": ["ok": true]]]
    #expect(await other.tool(tool, client: Self.client, more: more).text()?.contains("state-ok") == true)
  }

  @Test func onlyWhatTheClientCanIsAsked() async throws {
    let endpoint = try await Endpoint()
    let asked = await endpoint.tool("test_input_required_result_capabilities", client: ["sampling": [:]]).result()
    #expect(asked?["resultType"] == "input_required")
    #expect(asked?["inputRequests"]?.object?.values.map { $0["method"] } == ["sampling/createMessage"])
    let refused = await endpoint.tool("test_input_required_result_elicitation")
    #expect(refused.status == 400 && refused.code == -32021)
    #expect(refused.error?["data"] == ["requiredCapabilities": ["elicitation": [:]]])
  }

  @Test func promptsMayAskToo() async throws {
    let endpoint = try await Endpoint()
    let prompt: [String: JSON] = ["name": "test_input_required_result_prompt"]
    let asked = await endpoint.call("prompts/get", prompt, client: Self.client).result()
    #expect(asked?["inputRequests"]?["user_context"] != nil)
    var more = prompt
    more["inputResponses"] = ["user_context": ["action": "accept", "content": ["context": "testing"]]]
    let text = await endpoint.call("prompts/get", more, client: Self.client).result()?["messages"]?.array?[0][
      "content"]?["text"]
    #expect(text == "Use this context: testing")
  }

  @Test func streamingBeforeAQuestionIsFine() async throws {
    let endpoint = try await Endpoint()
    let messages = await endpoint.tool(
      "test_streaming_elicitation", client: Self.client, meta: ["progressToken": 1]
    ).messages()
    #expect(messages.count == 2 && messages.allSatisfy { $0["method"] == nil || $0["id"] == nil })
    #expect(messages[1]["result"]?["resultType"] == "input_required")
  }

  @Test func declinedIsAnAnswer() async throws {
    let declined: JSON = ["user_name": ["action": "decline"]]
    let reply = try await Endpoint().tool(
      "test_input_required_result_elicitation", client: Self.client, more: ["inputResponses": declined])
    #expect(await reply.text() == "Hello, stranger!")
  }
}
