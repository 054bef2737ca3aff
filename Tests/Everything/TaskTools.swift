import MCP

extension Fixtures {
  private static func schema(_ properties: JSON, required: [JSON]) -> JSON {
    ["type": "object", "properties": properties, "required": .array(required)]
  }

  private struct SlowInput: Decodable, Sendable {
    var seconds: Double
    var label: String?
  }

  /// Tools whose work can continue as a task.
  static let taskTools = [
    Tool(
      "greet", description: "Greets at once.", inputSchema: schema(["name": ["type": "string"]], required: ["name"])
    ) { arguments, _ in .text("Hello, \(arguments["name"]?.string ?? "")!") },
    Tool(
      "slow_compute", description: "Works for some seconds.", input: SlowInput.self,
      inputSchema: schema(
        ["seconds": ["type": "number", "minimum": 0, "maximum": 600], "label": ["type": "string"]],
        required: ["seconds"])
    ) { input, context in
      try await context.becomeTask()
      for step in 0..<Int(input.seconds * 10) {
        await context.reportProgress(Double(step), total: input.seconds * 10, message: "step \(step)")
        try await Task.sleep(for: .milliseconds(100))
      }
      return .text("Computed \(input.label ?? "it") in \(input.seconds) s")
    },
    Tool("failing_job", description: "Is a task, and fails.") { _, context in
      try await context.becomeTask(required: true)
      try await Task.sleep(for: .seconds(1))
      throw ToolFailure("The job failed.")
    },
    Tool("protocol_error_job", description: "Is a task, and ends with an error of the protocol.") { _, context in
      try await context.becomeTask()
      throw RPCError.internal("The job broke.")
    },
    Tool(
      "confirm_delete", description: "Is a task that asks.",
      inputSchema: schema(["filename": ["type": "string"]], required: ["filename"])
    ) { arguments, context in
      let file = arguments["filename"]?.string ?? ""
      try await context.becomeTask()
      let answer = try await context.elicit(
        "confirm", "Delete \(file)?", schema: form(["confirm": ["type": "boolean"]]))
      let isConfirmed = answer.content["confirm"] == .bool(true)
      if isConfirmed { return .text("Deleted \(file)") }
      return .text("Kept \(file)")
    },
    Tool("multi_input", description: "Is a task that asks two things at once.") { _, context in
      try await context.becomeTask()
      let answers = try await context.ask([
        "first": .elicitation("The first name?", schema: nameForm),
        "second": .elicitation("The second name?", schema: nameForm),
      ])
      let names = ["first", "second"].map { answers[$0]?["content"]?["name"]?.string ?? "?" }
      return .text("Names: \(names.joined(separator: " and "))")
    },
    Tool("test_tool_with_task", description: "Asks, then is a task.") { _, context in
      let answer = try await context.elicit("user_name", "What is your name?", schema: nameForm)
      try await context.becomeTask(required: true)
      return .text("Hello, \(answer.content["name"]?.string ?? "stranger")!")
    },
  ]
}
