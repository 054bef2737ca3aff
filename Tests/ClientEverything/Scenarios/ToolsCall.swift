import MCP

extension Scenario {
  /// Lists the tools and calls one with arguments.
  static let toolsCall = Scenario("tools_call", .automatic) { trial in
    try await trial.withClient { client in
      _ = try await trial.tools(client, with: ["add_numbers"])
      let sum = try await trial.call(client, "add_numbers", ["a": 2, "b": 3])
      try trial.require(sum.contains("5"), "the sum of 2 and 3 should be 5, and the tool said: \(sum)")
    }
  }
}
