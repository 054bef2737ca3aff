package import IpaiAccess

/// What a client has to do to be let in: the value of `WWW-Authenticate` (RFC 6750, section 3, and RFC 9728, section 5.1).
package struct Challenge: Sendable, Equatable {
  /// What is wrong, such as `invalid_token`; nil when nothing was sent.
  package let error: String?
  /// What is wrong, for people.
  package let description: String?
  /// The scope that is needed; nil where tokens are not accepted.
  package let scope: AccessScope?
  /// Where the metadata of the resource is; nil where tokens are not accepted.
  package let resourceMetadata: String?

  /// A challenge with its parts.
  package init(
    error: String? = nil, description: String? = nil, scope: AccessScope? = nil, resourceMetadata: String? = nil
  ) {
    self.error = error
    self.description = description
    self.scope = scope
    self.resourceMetadata = resourceMetadata
  }

  /// The value of the header field: printable ASCII in one line.
  package var value: String {
    let parameters = [
      ("realm", "ipai"), ("resource_metadata", resourceMetadata), ("error", error), ("error_description", description),
      ("scope", scope.map(TokenScopes.name)),
    ]
    let written = parameters.compactMap { name, text in text.map { "\(name)=\(Self.quoted($0))" } }
    return "Bearer " + written.joined(separator: ", ")
  }

  /// A text in quotation marks. Neither they nor a backslash may be in it (RFC 6750, section 3), nor anything that is not ASCII.
  private static func quoted(_ text: String) -> String {
    let safe = text.unicodeScalars.map { scalar -> Character in
      if scalar == "\"" || scalar == "\\" { return "'" }
      return (0x20...0x7E).contains(scalar.value) ? Character(scalar) : "?"
    }
    return "\"" + String(safe) + "\""
  }
}
