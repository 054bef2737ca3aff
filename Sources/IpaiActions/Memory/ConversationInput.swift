import IpaiCore
package import IpaiMemory

/// A conversation as a client gives it, or more messages of one.
package struct ConversationInput: Codable, Sendable, Equatable {
  /// Its id; nil for a note, which then gets one from what it says.
  package var sessionId: String?
  /// Who it belongs to; nil to leave that open.
  package var userId: String?
  /// What it is called.
  package var title: String?
  /// What it came to.
  package var summary: String?
  /// Small values about it: workspace, branch and so on.
  package var context: [String: String]?
  /// Whether it is a note, which is a conversation of one message.
  package var note: Bool?
  /// In the order in which they were said.
  package var messages: [MessageInput]

  /// The conversation that a reader of files found.
  package init(_ conversation: NewConversation) {
    sessionId = conversation.sessionID
    userId = conversation.userID
    title = conversation.title
    summary = conversation.summary
    if !conversation.context.isEmpty { context = conversation.context }
    if conversation.isNote { note = true }
    messages = conversation.messages.map(MessageInput.init)
  }

  /// As it is to be stored. Throws `IpaiError(.usage)` for a conversation without an id that is not a note.
  func conversation() throws -> NewConversation {
    let messages = messages.map(\.message)
    let isNote = note ?? false
    guard let id = sessionId ?? (isNote ? NewConversation.noteID(messages) : nil) else {
      throw IpaiError(
        .usage, "a conversation has no session_id", hint: "give each conversation an id, or mark it as a note")
    }
    return NewConversation(
      sessionID: id, userID: userId, title: title, summary: summary, context: context ?? [:], isNote: isNote,
      messages: messages)
  }

  /// A note.
  package init(note text: String, role: String = "user") {
    note = true
    messages = [MessageInput(NewMessage(role: role, content: text))]
  }
}
