package import IpaiCore

/// A message that is stored.
package struct StoredMessage: Codable, Sendable, Equatable {
  /// Its id within the conversation.
  package var id: String
  /// Who spoke: user, assistant, system, tool or another word.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// The whole text.
  package var content: String
  /// When it was said.
  package var timestamp: Timestamp
}
