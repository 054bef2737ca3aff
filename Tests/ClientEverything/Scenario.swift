import MCP

/// A scenario of the conformance suite: what a client has to do with the server that the suite provides for it.
struct Scenario: Sendable {
  /// The name that the suite gives it.
  let name: String
  /// The revisions to speak if the suite does not name one.
  let usualMode: Client.Options.Mode
  /// Does what the scenario wants.
  let run: @Sendable (Trial) async throws -> Void

  init(_ name: String, _ usualMode: Client.Options.Mode, _ run: @escaping @Sendable (Trial) async throws -> Void) {
    self.name = name
    self.usualMode = usualMode
    self.run = run
  }

  /// All scenarios.
  static let all = [
    initialize, toolsCall, elicitationDefaults, streamRetry, requestMetadata, requestState, standardHeaders,
    customHeaders, invalidToolHeaders, schemaReferences, schemaPreservation,
  ]

  /// The scenario of this name.
  ///
  /// - Throws: `UsageError` when there is none.
  static func named(_ name: String?) throws(UsageError) -> Scenario {
    let names = all.map(\.name).joined(separator: ", ")
    guard let name else { throw UsageError("MCP_CONFORMANCE_SCENARIO has to be set to one of: \(names)") }
    guard let scenario = all.first(where: { $0.name == name }) else {
      throw UsageError("there is no scenario named '\(name)'; the scenarios are: \(names)")
    }
    return scenario
  }
}
