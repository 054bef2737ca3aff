import Crypto
import IpaiCore

/// The text of a key, as a client sends it: `ipai_`, the id of the key, `_`, and 64 hexadecimal digits that are secret.
package struct KeyText: Sendable {
  /// Which key it is: 16 hexadecimal digits.
  package let id: String
  private let secret: Secret

  private static let prefix = "ipai_"
  private static let idDigits = 16
  private static let secretDigits = 64

  /// A new key; nil `id` for a new id as well.
  package init(id: String? = nil) {
    self.id = id ?? Self.random(Self.idDigits)
    secret = Secret(Self.random(Self.secretDigits))
  }

  /// Reads a text that a client sent; nil if it does not have the form of a key.
  package init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, text.hasPrefix(Self.prefix), Self.isHex(parts[1], Self.idDigits),
      Self.isHex(parts[2], Self.secretDigits)
    else { return nil }
    id = String(parts[1])
    secret = Secret(String(parts[2]))
  }

  /// The whole key, to be shown once to whoever made it.
  package var revealed: String { Self.prefix + id + "_" + secret.reveal() }

  /// What is stored of the secret. It has 256 random bits, so that trying them out is hopeless even for a fast hash.
  func hash(_ salt: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: Array(secret.reveal().utf8))
    return Array(hash.finalize())
  }

  private static func random(_ digits: Int) -> String { KeySalt.random(digits / 2).hexadecimal }

  private static func isHex(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}

/// Random bytes.
enum KeySalt {
  /// So many bytes from the generator of the system, which is fit for secrets.
  static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
  }
}
