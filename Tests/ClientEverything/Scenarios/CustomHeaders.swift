import MCP

extension Scenario {
  /// Makes the calls that the context names, of tools whose arguments are repeated in headers (SEP-2243).
  static let customHeaders = Scenario("http-custom-headers", .stateless) { trial in
    guard let calls = trial.context["toolCalls"]?.array, !calls.isEmpty else {
      throw UsageError("MCP_CONFORMANCE_CONTEXT has to have \"toolCalls\", a list of calls")
    }
    try await trial.withClient { client in
      let names = calls.compactMap { $0["name"]?.string }
      guard names.count == calls.count else { throw UsageError("each of \"toolCalls\" has to have a \"name\"") }
      _ = try await trial.tools(client, with: names)
      for (name, call) in zip(names, calls) { try await trial.call(client, name, call["arguments"] ?? [:]) }
    }
  }
}
