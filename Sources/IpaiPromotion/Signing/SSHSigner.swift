import Foundation
package import IpaiCore

/// Signs with an SSH key.
package struct SSHSigner: StatementSigner {
  /// Where the key is.
  package enum Key: Sendable {
    /// In a file.
    case file(String)
    /// In a variable of the environment, as CI gives secrets.
    case text(Secret)
  }

  package let signer: String
  private let key: Key
  private let keygen: SSHKeygen

  /// Signs as `signer` with a key.
  package init(signer: String, key: Key, keygen: SSHKeygen) {
    self.signer = signer
    self.key = key
    self.keygen = keygen
  }

  package func signature(over text: String) async throws -> String {
    switch key {
    case .file(let path):
      return try await explaining(SigningKeyFault(file: path)) { try await keygen.signature(over: text, keyFile: path) }
    case .text(let secret):
      // ssh-keygen wants the line break at the end, which variables often lose.
      let content = secret.reveal().trimmingCharacters(in: .whitespacesAndNewlines) + "\n"
      return try await explaining(SigningKeyFault(environment: content)) {
        try await keygen.withFile(Data(content.utf8)) { try await keygen.signature(over: text, keyFile: $0) }
      }
    }
  }

  /// What ssh-keygen says of a key tells little, and an agent can make up for much; so a key is looked at when it does not sign.
  private func explaining(
    _ fault: @autoclosure () -> SigningKeyFault?, _ sign: () async throws -> String
  ) async throws -> String {
    do { return try await sign() } catch let error as IpaiError where error.code == .configuration {
      throw fault()?.error ?? error
    }
  }
}
