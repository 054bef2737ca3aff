import MCP

extension Scenario {
  /// Describes itself in each request, and tries again with a server that refuses the revision at first (SEP-2575).
  static let requestMetadata = Scenario("request-metadata", .stateless) { trial in
    try await trial.withClient {
      $0.elicit = { ElicitationAnswer(.accept, content: $0.defaults) }
      $0.sample = { _ in SamplingAnswer(model: "none", content: [.text("There is no model here.")]) }
      $0.roots = { [Root(uri: "file:///tmp", name: "Temporary files")] }
    } _: { client in
      let server = try await client.connect()
      try trial.require(server.isStateless, "the server agreed on \(server.version.rawValue), which has sessions")
      _ = try await client.listTools()
    }
  }
}
