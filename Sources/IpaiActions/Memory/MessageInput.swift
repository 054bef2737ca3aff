package import IpaiCore
package import IpaiMemory

/// A message as a client gives it.
package struct MessageInput: Codable, Sendable, Equatable {
  /// Its id within the conversation; nil to derive one from what it says.
  package var id: String?
  /// Who spoke: user, assistant, system, tool or another word.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// The whole text.
  package var content: String
  /// When it was said, as RFC 3339 has it; nil for now.
  package var timestamp: Timestamp?

  /// The message that a reader of files found.
  package init(_ message: NewMessage) {
    id = message.id
    role = message.role
    name = message.name
    content = message.content
    timestamp = message.timestamp
  }

  /// As it is to be stored.
  var message: NewMessage {
    NewMessage(id: id, role: role, name: name, content: content, timestamp: timestamp)
  }
}
