/// Whose signatures are believed.
package struct SignatureRule: Sendable {
  /// Checks signatures.
  package let keygen: SSHKeygen
  /// The file with those who may sign (ssh-keygen(1), "ALLOWED SIGNERS").
  package let allowedSigners: String

  /// A rule with its parts.
  package init(keygen: SSHKeygen, allowedSigners: String) {
    self.keygen = keygen
    self.allowedSigners = allowedSigners
  }
}
