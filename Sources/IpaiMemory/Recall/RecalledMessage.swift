package import IpaiCore

/// A message that was recalled.
package struct RecalledMessage: Codable, Sendable, Equatable {
  /// The conversation.
  package var sessionID: String
  /// The id of the message within it.
  package var message: String
  /// Who spoke.
  package var role: String
  /// The name of the speaker; nil where the role says enough.
  package var name: String?
  /// When it was said.
  package var date: Timestamp
  /// The whole text.
  package var content: String
  /// How well it fits the query; nil for a message that is only there because it explains another.
  package var score: Double?

  /// A message of a conversation; `score` is nil where it only explains another.
  package init(_ message: StoredMessage, of sessionID: String, score: Double?) {
    self.sessionID = sessionID
    self.message = message.id
    role = message.role
    name = message.name
    date = message.timestamp
    content = message.content
    self.score = score
  }

  enum CodingKeys: String, CodingKey {
    case message, role, name, date, content, score
    case sessionID = "session_id"
  }
}
