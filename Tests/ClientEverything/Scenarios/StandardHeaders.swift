import MCP

extension Scenario {
  /// Sends each kind of request whose headers repeat parts of its body (SEP-2243).
  static let standardHeaders = Scenario("http-standard-headers", .stateless) { trial in
    try await trial.withClient { client in
      let tools = ["test_headers", "my-hyphenated-tool"]
      _ = try await trial.tools(client, with: tools)
      for tool in tools { try await trial.call(client, tool) }
      let resources = try await client.listResources()
      try trial.require(!resources.isEmpty, "the server lists no resources")
      for resource in resources { _ = try await client.readResource(resource.uri) }
      let prompts = try await client.listPrompts()
      guard let prompt = prompts.first(where: { $0.arguments.allSatisfy { !$0.isRequired } }) else {
        throw Complaint("the server lists no prompt that needs no arguments")
      }
      _ = try await client.prompt(prompt.name)
    }
  }
}
