package import IpaiMemory

/// A whole conversation, in the form that `memory add` and `memory import` read.
package struct ExportedConversation: Codable, Sendable, Equatable {
  /// Its id.
  package var sessionID: String
  /// True for a note; nil otherwise.
  package var note: Bool?
  /// Who it belongs to; nil where that was not said.
  package var userID: String?
  /// What it is called; nil for none.
  package var title: String?
  /// What it came to; nil for none.
  package var summary: String?
  /// True when it is archived; nil otherwise.
  package var archived: Bool?
  /// Small values about it; nil for none.
  package var context: [String: String]?
  /// Its messages, in order.
  package var messages: [StoredMessage]
  /// What it was about; nil for nothing.
  package var links: [MemoryLink]?

  /// A conversation with everything that belongs to it.
  init(_ conversation: StoredConversation, _ messages: [StoredMessage], _ links: [MemoryLink]) {
    sessionID = conversation.sessionID
    if conversation.kind == .note { note = true }
    userID = conversation.userID
    title = conversation.title
    summary = conversation.summary
    if conversation.archived != nil { archived = true }
    if !conversation.context.isEmpty { context = conversation.context }
    self.messages = messages
    if !links.isEmpty { self.links = links }
  }

  enum CodingKeys: String, CodingKey {
    case note, title, summary, archived, context, messages, links
    case sessionID = "session_id"
    case userID = "user_id"
  }
}
