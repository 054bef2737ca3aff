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
    case .file(let path): return try await keygen.signature(over: text, keyFile: path)
    case .text(let secret):
      // ssh-keygen wants the line break at the end, which variables often lose.
      let content = secret.reveal().trimmingCharacters(in: .whitespacesAndNewlines) + "\n"
      return try await keygen.withFile(Data(content.utf8)) { path in
        try await keygen.signature(over: text, keyFile: path)
      }
    }
  }
}
