/// Signs the statements of promotions.
package protocol StatementSigner: Sendable {
  /// The name under which it signs, which allowed-signers files list (ssh-keygen(1), "ALLOWED SIGNERS").
  var signer: String { get }

  /// The signature over a text. Throws `IpaiError`.
  func signature(over text: String) async throws -> String
}
