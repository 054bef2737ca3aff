import MCP

extension Scenario {
  /// Sends a schema back as it was listed (SEP-1613, SEP-2106).
  static let schemaPreservation = Scenario("json-schema-2020-12-preservation", .automatic) { trial in
    try await trial.withClient { client in
      let tools = try await trial.tools(client, with: ["json_schema_2020_12_tool", "json_schema_echo"])
      guard let tool = tools.first(where: { $0.name == "json_schema_2020_12_tool" }) else { return }
      try await trial.call(client, "json_schema_echo", ["schema": tool.inputSchema])
    }
  }
}
