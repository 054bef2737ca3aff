package import IpaiCore

/// A key with which a client may use the server, without its secret.
package struct AccessKey: Codable, Sendable, Equatable {
  /// What tells it from other keys: 16 hexadecimal digits, which are part of the key's text.
  package var id: String
  /// What it is called, to tell it from the other keys that are in use.
  package var name: String
  /// What a client with this key may do at most.
  package var scope: AccessScope
  /// When it was made.
  package var created: Timestamp
  /// From when on it is not accepted; nil for never.
  package var expires: Timestamp?
  /// When a client last used it, to the minute; nil if it never was.
  package var used: Timestamp?
  /// When it was revoked; nil if it was not.
  package var revoked: Timestamp?

  /// True for a key that is accepted at a time.
  package func isValid(at now: Timestamp) -> Bool {
    guard revoked == nil else { return false }
    return expires.map { $0 > now } ?? true
  }
}
