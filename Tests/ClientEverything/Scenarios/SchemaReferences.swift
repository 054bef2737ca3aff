import MCP

extension Scenario {
  /// Lists a tool whose schema refers to an address, which is not to be fetched (SEP-2106).
  static let schemaReferences = Scenario("json-schema-ref-no-deref", .automatic) { trial in
    try await trial.withClient { client in
      try trial.require(try await !client.listTools().isEmpty, "the server lists no tools")
    }
  }
}
