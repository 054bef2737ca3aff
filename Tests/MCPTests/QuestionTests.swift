import Foundation
import Testing

@testable import MCP
@testable import mcp_everything

/// Questions that a server asks its client in a session.
@Suite(.timeLimit(.minutes(3))) struct QuestionTests {
  @Test func aCancelledRequestTakesItsQuestionsBack() async throws {
    let session = try await Endpoint().open(client: ["sampling": [:]])
    let reply = await session.tool("test_sampling", ["prompt": "x"], id: "q")
    _ = await reply.next()
    let question = try #require(await reply.next()?.json)
    _ = await session.notify("notifications/cancelled", ["requestId": "q"])
    let taken = try #require(await reply.next()?.json)
    #expect(taken["method"] == "notifications/cancelled" && taken["params"]?["requestId"] == question["id"])
    #expect(await reply.next() == nil)
  }

  @Test func questionsGoOnTheStreamOfTheRequest() async throws {
    let session = try await Endpoint().open(client: ["elicitation": [:], "sampling": [:], "roots": [:]])
    let reply = await session.tool("test_input_required_result_multiple_inputs")
    _ = await reply.next()
    for _ in 0..<3 {
      let question = try #require(await reply.next()?.json)
      let answer: JSON =
        switch question["method"]?.string {
        case "elicitation/create": ["action": "accept", "content": ["name": "Ada"]]
        case "roots/list": ["roots": [["uri": "file:///work"]]]
        default: ["role": "assistant", "content": ["type": "text", "text": "hi"], "model": "m"]
        }
      #expect(await session.answer(question["id"], answer).status == 202)
    }
    #expect(await reply.text() == "Answered: client_roots, greeting, user_name")
  }

  @Test func questionsHaveTheFormOfTheirVersion() async throws {
    for (version, mode) in [("2025-11-25", "form" as JSON?), ("2025-06-18", nil)] {
      let session = try await Endpoint().open(version, client: ["elicitation": [:]])
      let reply = await session.tool("test_elicitation", ["message": "who?"])
      var question = await reply.next()?.json
      if question == nil { question = await reply.next()?.json }
      #expect(question?["params"]?["mode"] == mode && question?["params"]?["message"] == "who?")
    }
  }

  @Test func whatTheClientCannotIsNotAsked() async throws {
    let session = try await Endpoint().open()
    #expect(await session.tool("test_sampling", ["prompt": "x"]).code == -32602)
    let formless = try await Endpoint().open(client: ["elicitation": ["url": [:]]])
    #expect(await formless.tool("test_elicitation", ["message": "x"]).code == -32602)
  }

  @Test func anErrorOfTheClientsIsTheRequests() async throws {
    let session = try await Endpoint().open(client: ["sampling": [:]])
    let reply = await session.tool("test_sampling", ["prompt": "x"])
    _ = await reply.next()
    let question = try #require(await reply.next()?.json)
    let refusal: JSON = ["jsonrpc": "2.0", "id": question["id"] ?? .null, "error": ["code": -1, "message": "no"]]
    #expect(await session.endpoint.post(refusal, session.fields).status == 202)
    #expect(await reply.next()?.json?["error"]?["code"] == -1)
  }

  @Test func anAnswerOutOfShapeIsAnError() async throws {
    let session = try await Endpoint().open(client: ["elicitation": [:]])
    for answer in [[:], ["action": "maybe"], ["action": "accept", "content": 7]] as [JSON] {
      let reply = await session.tool("test_elicitation", ["message": "x"])
      _ = await reply.next()
      _ = await session.answer(await reply.next()?.json?["id"], answer)
      #expect(await reply.next()?.json?["error"]?["code"] == -32602)
    }
  }

  @Test func aQuestionThatIsNotAnsweredEnds() async throws {
    let session = try await Endpoint { $0.answerSeconds = 1 }.open(client: ["sampling": [:]])
    let messages = await session.tool("test_sampling", ["prompt": "x"]).messages()
    #expect(messages.contains { $0["method"] == "notifications/cancelled" })
    #expect(messages.last?["error"]?["code"] == -32603)
  }
}
