package import IpaiRouting
package import MCP

/// A request on its way to a server.
package struct UpstreamRequest: Sendable {
  /// The method of MCP, such as `tools/call`.
  package var method: String
  /// Its parameters, with the names that the server knows.
  package var params: [String: JSON]
  /// What it does.
  package var effect: CallEffect
  /// Who asks; those who differ share no session.
  package var principal: String?
  /// Whether it is sent although the breaker is open.
  package var ignoresBreaker = false
  /// How long, in seconds, an answer may take; nil for what the server's description says.
  package var seconds: Double?
  /// The coordinators that the request has come through.
  package var hops: [String] = []
  /// Is told how far the work is; nil when nobody wants to know.
  package var onProgress: (@Sendable (ProgressReport) -> Void)?
  /// Is called when the server goes on with the request as a task.
  package var onTask: @Sendable () async throws -> Void = {}
  /// Answers the questions of the server; nil when it may ask nothing.
  package var questions: QuestionHandlers?

  /// A request.
  package init(_ method: String, _ params: [String: JSON] = [:], effect: CallEffect = .read, principal: String? = nil) {
    self.method = method
    self.params = params
    self.effect = effect
    self.principal = principal
  }
}
