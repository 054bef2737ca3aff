import Crypto
package import IpaiCore

/// A key that was not made by ipai: one from the environment, or the one for development.
package struct GivenKey: Sendable {
  /// Where it comes from, such as the name of the variable.
  package let name: String
  /// What a client with this key may do at most.
  package let scope: AccessScope
  /// How many bytes the key has.
  package let length: Int
  private let digest: SHA256Digest

  /// A key that is `secret`.
  package init(_ secret: Secret, name: String, scope: AccessScope) {
    let bytes = Array(secret.reveal().utf8)
    self.name = name
    self.scope = scope
    length = bytes.count
    digest = SHA256.hash(data: bytes)
  }

  /// True if a client's text is this key. The digests are compared in constant time.
  package func matches(_ text: String) -> Bool { SHA256.hash(data: Array(text.utf8)) == digest }
}
