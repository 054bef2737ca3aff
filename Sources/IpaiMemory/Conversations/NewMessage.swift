package import IpaiCore

/// A message to be stored.
package struct NewMessage: Sendable, Equatable {
  /// Its id within the conversation; nil to derive one from what it says.
  package var id: String?
  /// Who spoke: user, assistant, system, tool or another word.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// The whole text.
  package var content: String
  /// When it was said; nil when that is not known.
  package var timestamp: Timestamp?

  /// A message; everything but its role and text may be unknown.
  package init(
    id: String? = nil, role: String, name: String? = nil, content: String, timestamp: Timestamp? = nil
  ) {
    self.id = id
    self.role = role
    self.name = name
    self.content = content
    self.timestamp = timestamp
  }
}
