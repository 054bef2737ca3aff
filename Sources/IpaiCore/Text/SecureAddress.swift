import Foundation

/// An address that secrets are sent to or tokens depend on: `https:`, or `http:` on this machine alone, without a user, a password or a fragment.
package struct SecureAddress: Sendable, Hashable {
  /// The address as it was given: printable ASCII.
  package let text: String
  /// The scheme, the host and the port.
  package let origin: String
  /// The path with its escapes and without a slash at its end; empty for the root.
  package let path: String
  /// True for `https:`.
  package let isEncrypted: Bool
  /// True when something follows a question mark.
  package let hasQuery: Bool

  /// True when the host is this machine.
  package let isLoopback: Bool

  private static let loopbackHosts: Set = ["localhost", "127.0.0.1", "::1", "[::1]"]

  /// Reads an address; nil for any other text.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains("\\"),
      let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.lowercased(), !host.isEmpty,
      (1...65_535).contains(parts.port ?? 443), parts.user == nil, parts.password == nil, parts.fragment == nil,
      scheme == "https" || (scheme == "http" && Self.loopbackHosts.contains(host)),
      let start = text.range(of: "://")
    else { return nil }
    self.text = text
    isEncrypted = scheme == "https"
    isLoopback = Self.loopbackHosts.contains(host)
    let end = text[start.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
    origin = String(text[..<end])
    path = String(parts.percentEncodedPath.trimmingSuffix("/"))
    hasQuery = parts.percentEncodedQuery != nil
  }

  /// The address of a well-known document: its path stands between the host and the path (RFC 8615, section 3).
  package func inserting(_ wellKnown: String) -> String { origin + wellKnown + path }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var rest = self[...]
    while rest.last == character { rest = rest.dropLast() }
    return rest
  }
}
