/// Passages whose meaning could not be computed yet.
package struct WaitingPassages: Codable, Sendable, Equatable {
  /// Why they wait.
  package enum Reason: String, Codable, Sendable, CaseIterable {
    /// So much is sent to a service only when somebody asks for it: `rag embed` with `yes`.
    case consent
    /// The service cannot be used, or the database has no pgvector.
    case unavailable
  }

  /// The corpus.
  package var corpus: String
  /// Why they wait.
  package var reason: Reason
  /// What happened, in words.
  package var message: String
}
