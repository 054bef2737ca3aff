import Crypto

/// The salted hash of a key's secret (SHA-256 of the salt and the secret's digits).
struct KeyStamp: Sendable, Equatable {
  let salt: [UInt8]
  let hash: [UInt8]

  /// How many bytes a salt has.
  private static let saltBytes = 16

  /// What is read from the store.
  init(salt: [UInt8], hash: [UInt8]) {
    self.salt = salt
    self.hash = hash
  }

  /// The hash of a new key, with a salt of its own.
  init(_ key: KeyText) {
    salt = KeySalt.random(Self.saltBytes)
    hash = key.hash(salt)
  }

  /// True if it is the hash of this key. Takes equally long wherever they differ.
  func matches(_ key: KeyText) -> Bool {
    let other = key.hash(salt)
    guard other.count == hash.count else { return false }
    return zip(other, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
