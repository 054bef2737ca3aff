package import IpaiCore

/// The keys of a server's clients.
package protocol KeyStore: Sendable {
  /// Makes a key; its text is not stored and cannot be had again.
  ///
  /// Throws `IpaiError(.conflict)` when a key that is not revoked has the name.
  func create(
    _ name: String, _ scope: AccessScope, expires: Timestamp?, at now: Timestamp
  ) async throws -> (key: AccessKey, text: KeyText)

  /// All keys, by name; without those that were revoked unless they are asked for.
  func list(includesRevoked: Bool) async throws -> [AccessKey]

  /// Revokes the key with this name or id; it is never accepted again. A key that was revoked before stays as it is.
  ///
  /// Throws `IpaiError(.notFound)` when there is none.
  func revoke(_ nameOrID: String, at now: Timestamp) async throws -> AccessKey

  /// Gives the key with this name or id a new secret. The old one is accepted until `overlap`, so that clients can change over.
  ///
  /// Throws `IpaiError`: `.notFound` when there is none, `.conflict` when it is revoked or has expired.
  func rotate(
    _ nameOrID: String, overlap: Timestamp?, at now: Timestamp
  ) async throws -> (key: AccessKey, text: KeyText)

  /// The key that a client's text is, if it is accepted at this time.
  func key(for text: KeyText, at now: Timestamp) async throws -> AccessKey?

  /// Notes that a key was used, unless that was noted less than a minute ago.
  func noteUse(of key: AccessKey, at now: Timestamp) async throws
}

extension KeyStore {
  /// True when a key would be accepted at this time.
  package func hasValidKey(at now: Timestamp) async throws -> Bool {
    try await list(includesRevoked: false).contains { $0.isValid(at: now) }
  }
}
