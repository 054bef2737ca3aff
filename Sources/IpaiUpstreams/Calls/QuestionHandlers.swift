package import MCP

/// What answers the questions that a server asks while it works on a call, and what it may ask.
package struct QuestionHandlers: Sendable {
  /// What the one who asks has declared.
  package var capabilities: ClientCapabilities
  /// Answers a question: a method such as `elicitation/create`, and its parameters.
  package var answer: @Sendable (_ method: String, _ params: [String: JSON]) async throws -> JSON

  /// Is told of the server's log messages; nil when nobody wants them.
  package var onLog: (@Sendable (LogMessage) -> Void)?

  /// Handlers for one call.
  package init(
    _ capabilities: ClientCapabilities,
    answer: @escaping @Sendable (_ method: String, _ params: [String: JSON]) async throws -> JSON
  ) {
    self.capabilities = capabilities
    self.answer = answer
  }

  /// What a client for these questions declares, to tell such clients apart.
  var kind: Kind {
    Kind(
      forms: capabilities.elicitationForm, addresses: capabilities.elicitationURL, sampling: capabilities.sampling,
      samplingWithTools: capabilities.samplingWithTools, roots: capabilities.roots, logs: onLog != nil)
  }

  /// Which questions may be asked.
  struct Kind: Hashable, Sendable {
    let forms: Bool
    let addresses: Bool
    let sampling: Bool
    let samplingWithTools: Bool
    let roots: Bool
    /// Whether log messages are wanted.
    let logs: Bool

    /// Whether nothing may be asked and nothing is wanted.
    var isEmpty: Bool { !forms && !addresses && !sampling && !roots && !logs }
  }
}
