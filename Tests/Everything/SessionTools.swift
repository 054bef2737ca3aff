import MCP
import Synchronization

extension Fixtures {
  private static func text(_ name: String) -> JSON {
    ["type": "object", "properties": .object([name: ["type": "string"]]), "required": [.string(name)]]
  }

  /// Tools that talk to the client while they work.
  static let sessionTools = [
    Tool("test_tool_with_logging", description: "Logs while it works.") { _, context in
      for message in ["Tool execution started", "Tool processing data", "Tool execution completed"] {
        await context.log(.info, .string(message))
        try await Task.sleep(for: .milliseconds(50))
      }
      return .text("Tool with logging executed successfully")
    },
    Tool("test_tool_with_progress", description: "Reports how far it is.") { _, context in
      for progress in [0.0, 50, 100] {
        await context.reportProgress(progress, total: 100, message: "Completed step \(Int(progress)) of 100")
        try await Task.sleep(for: .milliseconds(50))
      }
      return .text("Tool with progress executed successfully")
    },
    Tool("test_sampling", description: "Asks the client's model.", inputSchema: text("prompt")) { arguments, context in
      let answer = try await context.sample("sample", [user(arguments["prompt"]?.string ?? "")], maxTokens: 100)
      return .text("LLM response: \(answer["content"]?["text"]?.string ?? "")")
    },
    Tool("test_elicitation", description: "Asks the user.", inputSchema: text("message")) { arguments, context in
      let schema = form([
        "username": ["type": "string", "description": "User's response"],
        "email": ["type": "string", "description": "User's email address"],
      ])
      return try await ask(context, arguments["message"]?.string ?? "", schema)
    },
    Tool("test_elicitation_sep1034_defaults", description: "Asks the user, with defaults.") { _, context in
      try await ask(context, "Please review and update the form fields with defaults", defaultsForm)
    },
    Tool("test_elicitation_sep1330_enums", description: "Asks the user to choose, in five ways.") { _, context in
      try await ask(context, "Please choose", choices)
    },
    Tool("test_reconnection", description: "Sends the client away and answers when it comes back.") { _, context in
      await context.disconnect(retryAfter: 100)
      try await Task.sleep(for: .milliseconds(150))
      return .text("Reconnection test completed successfully")
    },
    Tool("test_never_returns", description: "Works until it is cancelled.", inputSchema: marked) { arguments, context in
      await context.reportProgress(1, message: "started")
      do { try await Task.sleep(for: .seconds(3600)) } catch {
        if let mark = arguments["mark"]?.string { cancelled.withLock { _ = $0.insert(mark) } }
        throw error
      }
      return .text("It was not cancelled.")
    },
    Tool(
      "test_was_cancelled", description: "Answers whether test_never_returns was cancelled with this mark.",
      inputSchema: marked
    ) { arguments, _ in
      let isCancelled = cancelled.withLock { $0.contains(arguments["mark"]?.string ?? "") }
      if isCancelled { return .text("yes") }
      return .text("no")
    },
  ]

  private static let marked: JSON = ["type": "object", "properties": ["mark": ["type": "string"]]]

  /// The marks of the calls of test_never_returns that were cancelled.
  private static let cancelled = Mutex<Set<String>>([])

  private static func ask(_ context: RequestContext, _ message: String, _ schema: JSON) async throws -> ToolResult {
    let answer = try await context.elicit("answer", message, schema: schema)
    let content = String(decoding: JSON.object(answer.content).encoded, as: UTF8.self)
    return .text("User response: action=\(answer.action.rawValue), content=\(content)")
  }

  private static let choices: JSON = [
    "type": "object",
    "properties": [
      "untitledSingle": ["type": "string", "enum": ["option1", "option2", "option3"]],
      "titledSingle": ["type": "string", "oneOf": titled],
      "legacyEnum": [
        "type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["Option One", "Option Two", "Option Three"],
      ],
      "untitledMulti": ["type": "array", "items": ["type": "string", "enum": ["option1", "option2", "option3"]]],
      "titledMulti": ["type": "array", "items": ["anyOf": titled]],
    ],
  ]

  private static let titled: JSON = [
    ["const": "value1", "title": "First Option"], ["const": "value2", "title": "Second Option"],
    ["const": "value3", "title": "Third Option"],
  ]
}
