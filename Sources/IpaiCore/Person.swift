/// An author or a committer, as the commit's header and the mailmap name them.
package struct Person: Codable, Hashable, Sendable {
  /// The name; empty when the header has none.
  package var name: String
  /// The address without its angle brackets; empty when the header has none.
  package var email: String

  /// A person with a name and an address.
  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// The name to show: the address when there is no name.
  package var shown: String {
    if name.isEmpty { return email }
    return name
  }

  /// The person as `Name <address>`.
  package var full: String { "\(name) <\(email)>" }
}
