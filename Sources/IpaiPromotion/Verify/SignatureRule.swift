/// Whose signatures are believed.
package struct SignatureRule: Sendable {
  /// Checks signatures.
  package let keygen: SSHKeygen
  /// The file with those who may sign (ssh-keygen(1), "ALLOWED SIGNERS").
  package let allowedSigners: String
  /// How many signatures are checked at once, each by a process.
  package let atOnce: Int

  /// A rule with its parts.
  package init(keygen: SSHKeygen, allowedSigners: String, atOnce: Int = 4) {
    self.keygen = keygen
    self.allowedSigners = allowedSigners
    self.atOnce = max(1, atOnce)
  }

  /// What is wrong with the signature of a record, of which a statement says who signed it and when; nil where it is good.
  ///
  /// Throws `IpaiError(.unavailable)` without ssh-keygen.
  func problem(of record: PromotionRecord, _ statement: PromotionStatement) async throws -> String? {
    guard let signature = record.signature, let signer = statement.signer else {
      return "it has a signature, and does not say whose"
    }
    return try await keygen.problem(
      of: signature, over: record.text, by: signer, allowedSigners: allowedSigners, at: statement.promotedAt)
  }
}
