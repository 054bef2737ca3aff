import MCP

extension Scenario {
  /// Comes back for the answer of a call whose stream the server has closed (SEP-1699).
  static let streamRetry = Scenario("sse-retry", .handshake) { trial in
    try await trial.withClient { client in
      _ = try await trial.tools(client, with: ["test_reconnection"])
      let answer = try await trial.call(client, "test_reconnection")
      try trial.require(!answer.isEmpty, "the answer that came after the stream was closed is empty")
    }
  }
}
