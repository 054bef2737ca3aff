package import IpaiCore

/// What DigitalOcean says of a token: its scopes, those that write among them, and how long it is valid.
///
/// The published API has no such endpoint; the one that is asked is what `doctl auth init` checks a token with.
package struct TokenGrants: Equatable, Sendable {
  /// Its scopes, such as `droplet:read`; `read` and `write` for a token without scopes of its own.
  package let scopes: [String]
  /// When it ends; nil for one that does not, and where that is not said.
  package let expiresAt: Timestamp?

  /// The scopes that change something.
  package var writing: [String] { scopes.filter { !Self.reading.contains($0.split(separator: ":").last ?? "") } }

  /// Whether it may do everything.
  package var isFull: Bool { scopes.contains("write") || scopes.contains("api:write") }

  /// Whether it may read the passwords of databases, which nothing here needs.
  package var readsCredentials: Bool { scopes.contains { $0.hasSuffix(":view_credentials") } }

  private static let reading: Set<Substring> = ["read", "view_credentials"]
}

/// The answer of the endpoint.
struct TokenDescription: Decodable {
  let scopes: [String]
  let expiresInSeconds: Int64?

  enum CodingKeys: String, CodingKey {
    case scopes
    case expiresInSeconds = "expires_in_seconds"
  }

  /// What it says at a time.
  func grants(at now: Timestamp) -> TokenGrants {
    let expiry = expiresInSeconds.flatMap { $0 > 0 && $0 < 1 << 40 ? Timestamp(seconds: now.seconds + $0) : nil }
    return TokenGrants(scopes: Array(Set(scopes.map { String($0.prefix(80)) })).sorted(), expiresAt: expiry)
  }
}
