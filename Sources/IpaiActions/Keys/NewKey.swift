package import IpaiAccess

/// A key that was made, with its text, which cannot be had again.
package struct NewKey: Codable, Sendable, Equatable {
  /// The key.
  package var key: AccessKey
  /// What a client sends.
  package var secret: String

  /// A key and its text.
  init(_ made: (key: AccessKey, text: KeyText)) {
    key = made.key
    secret = made.text.revealed
  }
}
