import MCP

extension Scenario {
  /// Keeps the only valid tool of a list in which the others are malformed, and calls it (SEP-2243).
  static let invalidToolHeaders = Scenario("http-invalid-tool-headers", .stateless) { trial in
    try await trial.withClient { client in
      let tools = try await trial.tools(client, with: ["valid_tool"])
      let malformed = tools.map(\.name).filter { $0.hasPrefix("invalid_") }
      try trial.require(malformed.isEmpty, "tools with malformed annotations were kept: \(malformed)")
      try await trial.call(client, "valid_tool", ["region": "us-east1"])
    }
  }
}
