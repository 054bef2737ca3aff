import Foundation
import MCP

extension Fixtures {
  /// Tools for what is different in the stateless revision.
  static func statelessTools(_ changer: CatalogChanger) -> [Tool] {
    [
      Tool("test_missing_capability", description: "Needs a client that can be asked for its model.") { _, context in
        guard context.client.sampling else { throw RPCError.missingCapability(["sampling": [:]]) }
        return .text("The client has sampling.")
      },
      Tool("test_streaming_elicitation", description: "Streams, then asks the user.") { _, context in
        await context.reportProgress(50, total: 100)
        let answer = try await context.elicit("user_name", "What is your name?", schema: nameForm)
        return .text("Hello, \(answer.content["name"]?.string ?? "stranger")!")
      },
      Tool("test_logging_tool", description: "Logs, if the client wants that.") { _, context in
        await context.log(.info, "This is logged if it is wanted.")
        return .text("Logged.")
      },
      Tool("test_trigger_tool_change", description: "Adds a tool and removes it again.") { _, _ in
        let name = "test_added_tool_" + UUID().uuidString.prefix(8)
        let tool = Tool(name, description: "Was added.") { _, _ in .text("Added.") }
        try await changer.change { $0.tools.append(tool) }
        try await changer.change { $0.tools.removeAll { $0.name == name } }
        return .text("The list of tools has changed.")
      },
      Tool("test_trigger_prompt_change", description: "Adds a prompt and removes it again.") { _, _ in
        let name = "test_added_prompt_" + UUID().uuidString.prefix(8)
        let prompt = Prompt(name, description: "Was added.") { _, _ in PromptResult([user("Added.")]) }
        try await changer.change { $0.prompts.append(prompt) }
        try await changer.change { $0.prompts.removeAll { $0.name == name } }
        return .text("The list of prompts has changed.")
      },
      Tool("test_trigger_resource_update", description: "Says that the watched resource has changed.") { _, _ in
        await changer.touch("test://watched-resource")
        return .text("The resource has changed.")
      },
    ]
  }

  /// Tools that ask before they answer.
  static let inputTools = [
    Tool("test_input_required_result_elicitation", description: "Asks the user for a name.") { _, context in
      let answer = try await context.elicit("user_name", "What is your name?", schema: nameForm)
      return .text("Hello, \(answer.content["name"]?.string ?? "stranger")!")
    },
    Tool("test_input_required_result_sampling", description: "Asks the client's model for a capital.") { _, context in
      let answer = try await context.sample(
        "capital_question", [user("What is the capital of France?")], maxTokens: 100)
      return .text(answer["content"]?["text"]?.string ?? "")
    },
    Tool("test_input_required_result_list_roots", description: "Asks for the client's folders.") { _, context in
      let roots = try await context.roots("client_roots")
      return .text("Roots: \(roots.compactMap { $0["uri"]?.string }.joined(separator: ", "))")
    },
    Tool("test_input_required_result_request_state", description: "Asks, and recognizes the answer by its state.") {
      _, context in
      _ = try await context.elicit("confirm", "Please confirm", schema: form(["ok": ["type": "boolean"]]))
      return .text("state-ok")
    },
    Tool("test_input_required_result_multiple_inputs", description: "Asks three things at once.") { _, context in
      let answers = try await context.ask([
        "user_name": .elicitation("What is your name?", schema: nameForm),
        "greeting": .sampling([user("Generate a greeting")], maxTokens: 50), "client_roots": .roots,
      ])
      return .text("Answered: \(answers.keys.sorted().joined(separator: ", "))")
    },
    Tool("test_input_required_result_multi_round", description: "Asks twice, one after the other.") { _, context in
      let name = try await context.elicit("step1", "What is your name?", schema: nameForm)
      let color = try await context.elicit(
        "step2", "What is your favourite colour?", schema: form(["color": ["type": "string"]]))
      return .text("\(name.content["name"]?.string ?? "?") likes \(color.content["color"]?.string ?? "?")")
    },
    Tool("test_input_required_result_tampered_state", description: "Asks, and notices a state that was altered.") {
      _, context in
      _ = try await context.elicit("confirm", "Please confirm", schema: form(["ok": ["type": "boolean"]]))
      return .text("confirmed")
    },
    Tool("test_input_required_result_capabilities", description: "Asks only for what the client is capable of.") {
      _, context in
      var questions: [String: InputRequest] = [:]
      if context.client.elicitationForm {
        questions["user_name"] = .elicitation("What is your name?", schema: nameForm)
      }
      if context.client.sampling { questions["greeting"] = .sampling([user("Generate a greeting")], maxTokens: 50) }
      let answers = try await context.ask(questions)
      return .text("Answered: \(answers.keys.sorted().joined(separator: ", "))")
    },
  ]
}
