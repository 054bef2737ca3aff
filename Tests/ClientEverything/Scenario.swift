import MCP

/// A scenario of the conformance suite: what a client has to do with the server that the suite has made for it.
struct Scenario: Sendable {
  let name: String
  /// What is spoken where the suite does not say which revision it is about.
  let usualMode: Client.Options.Mode
  let run: @Sendable (Trial) async throws -> Void

  init(_ name: String, _ usualMode: Client.Options.Mode, _ run: @escaping @Sendable (Trial) async throws -> Void) {
    self.name = name
    self.usualMode = usualMode
    self.run = run
  }

  static let all = [
    initialize, toolsCall, elicitationDefaults, streamRetry, requestMetadata, requestState, standardHeaders,
    customHeaders, invalidToolHeaders, schemaReferences, schemaPreservation,
  ]

  /// - Throws: `UsageError` when there is none of this name.
  static func named(_ name: String?) throws(UsageError) -> Scenario {
    let names = all.map(\.name).joined(separator: ", ")
    guard let name else { throw UsageError("MCP_CONFORMANCE_SCENARIO has to be set to one of: \(names)") }
    guard let scenario = all.first(where: { $0.name == name }) else {
      throw UsageError("there is no scenario named '\(name)'; the scenarios are: \(names)")
    }
    return scenario
  }
}
