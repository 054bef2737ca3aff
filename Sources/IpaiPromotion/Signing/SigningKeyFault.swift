import Foundation
import IpaiCore

/// Why ssh-keygen does not sign with a key, as far as the key itself tells. Nothing of its text is repeated.
struct SigningKeyFault {
  private let message: String
  private let hint: String

  /// A key is a few kilobytes at most.
  private static let maxBytes = 1 << 16
  private static let example = "for example one of 'ssh-keygen -t ed25519'"

  /// The error to throw.
  var error: IpaiError { IpaiError(.configuration, message, hint: hint) }

  /// What is wrong with a key in a file; nil where nothing can be seen.
  init?(file path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else {
      self.init(
        "the key \(path) cannot be read: \(String(cString: strerror(errno)))",
        "name the file of a private SSH key with --sign, \(Self.example)")
      return
    }
    let content: [UInt8]
    do { content = try SmallFile.read(path, maxBytes: Self.maxBytes) ?? [] } catch {
      self.init(error.message, error.hint ?? "name the file of a private SSH key with --sign, \(Self.example)")
      return
    }
    let mode = information.st_mode & 0o777
    switch SigningKeyText(String(decoding: content, as: UTF8.self)) {
    case .publicKey:
      self.init(
        "\(path) is a public key, and no agent has the private one",
        "name the private key with --sign, or add it to an agent: ssh-add KEY")
    case .other, .withoutLines:
      self.init("\(path) is no SSH key", "name the file of a private SSH key with --sign, \(Self.example)")
    case .privateKey where mode & 0o077 != 0:
      self.init(
        "others than you may read the key \(path), whose mode is \(String(mode, radix: 8)), so that ssh-keygen does not take it",
        "chmod 600 \(ShellWord.quoted(path))")
    case .privateKey(isEncrypted: true):
      self.init(
        "the key \(path) has a passphrase, and no agent has the key",
        "add it to an agent first: ssh-add \(ShellWord.quoted(path)); where nobody can type, take a key without a passphrase"
      )
    case .privateKey(isEncrypted: false): return nil
    }
  }

  /// What is wrong with the text of a key in the environment; nil where nothing can be seen.
  init?(environment text: String) {
    switch SigningKeyText(text) {
    case .publicKey:
      self.init(
        "IPAI_SIGNING_KEY has a public key, with which nothing can be signed", "set it to the text of the private key")
    case .other:
      self.init(
        "IPAI_SIGNING_KEY is not the text of a private SSH key",
        "set it to what is in the file of the key, from '-----BEGIN OPENSSH PRIVATE KEY-----' on, and not to its path")
    case .withoutLines:
      self.init(
        "the key in IPAI_SIGNING_KEY has lost its line breaks",
        "set it to what is in the file of the key, with its lines")
    case .privateKey(isEncrypted: true):
      self.init(
        "the key in IPAI_SIGNING_KEY has a passphrase, which nobody can type",
        "make a key without one for signing: ssh-keygen -t ed25519 -N '' -f FILE")
    case .privateKey(isEncrypted: false): return nil
    }
  }

  private init(_ message: String, _ hint: String) {
    self.message = message
    self.hint = hint
  }
}
