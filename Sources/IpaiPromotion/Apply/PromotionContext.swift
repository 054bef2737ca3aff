package import IpaiCore

/// Who promotes, when and how.
package struct PromotionContext: Sendable {
  /// Who.
  package var by: String
  /// When.
  package var date: Timestamp
  /// Why; nil where nobody said.
  package var reason: String?
  /// The address of the run of CI; nil outside of it.
  package var run: String?
  /// The version of ipai.
  package var ipai: String
  /// What signs; nil for promotions without a signature.
  package var signer: (any StatementSigner)?
  /// Who is told.
  package var receivers: [RolloutReceiver]

  /// A context with its parts.
  package init(
    by: String, date: Timestamp, reason: String?, run: String?, ipai: String, signer: (any StatementSigner)?,
    receivers: [RolloutReceiver]
  ) {
    self.by = by
    self.date = date
    self.reason = reason
    self.run = run
    self.ipai = ipai
    self.signer = signer
    self.receivers = receivers
  }

  /// Signs a word that nobody keeps, to see whether the key can. Throws what signing throws.
  package func trySigner() async throws { _ = try await signer?.signature(over: "test") }
}
