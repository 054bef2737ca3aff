package import IpaiCore

/// A conversation that is stored, without its messages.
package struct StoredConversation: Codable, Sendable, Equatable {
  /// What kinds of conversation there are.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Several messages.
    case conversation
    /// A single thing worth keeping.
    case note
  }

  /// Its id.
  package var sessionID: String
  /// What it is.
  package var kind: Kind
  /// Who it belongs to; nil where that was not said.
  package var userID: String?
  /// What it is called; nil for none.
  package var title: String?
  /// What it came to; nil for none.
  package var summary: String?
  /// Small values about it: workspace, branch, files and what else a client gave.
  package var context: [String: String]
  /// When its first message was said.
  package var created: Timestamp
  /// When its last message was said.
  package var updated: Timestamp
  /// When it was archived; nil when it is not.
  package var archived: Timestamp?
  /// How many messages it has.
  package var messageCount: Int
  /// How its first message begins.
  package var beginning: String

  enum CodingKeys: String, CodingKey {
    case kind, title, summary, context, created, updated, archived, beginning
    case sessionID = "session_id"
    case userID = "user_id"
    case messageCount = "message_count"
  }
}
