import MCP

extension Scenario {
  /// Opens a session and lists the tools in it.
  static let initialize = Scenario("initialize", .handshake) { trial in
    try await trial.withClient { client in
      let server = try await client.connect()
      try trial.require(server.info?["name"]?.string?.isEmpty == false, "the server does not say its name")
      _ = try await client.listTools()
    }
  }
}
