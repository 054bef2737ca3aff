/// Who made a commit, as its header and the mailmap say.
package struct Person: Codable, Hashable, Sendable {
  package var name: String
  package var email: String

  package init(name: String, email: String) {
    self.name = name
    self.email = email
  }

  /// What people call them: the name, or the address where there is no name.
  package var shown: String { name.isEmpty ? email : name }

  /// `Name <address>`.
  package var full: String { "\(name) <\(email)>" }
}
