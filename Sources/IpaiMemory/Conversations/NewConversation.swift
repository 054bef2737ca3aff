/// A conversation, or more messages of one, to be stored.
package struct NewConversation: Sendable, Equatable {
  /// Its id.
  package var sessionID: String
  /// Who it belongs to; nil where that was not said.
  package var userID: String?
  /// What it is called; nil for none.
  package var title: String?
  /// What it came to; nil for none.
  package var summary: String?
  /// Small values about it: workspace, branch, files and what else a client gives.
  package var context: [String: String]
  /// True for a note, which is a conversation of one message.
  package var isNote: Bool
  /// In the order in which they were said.
  package var messages: [NewMessage]

  /// A conversation; everything but its id may be unknown.
  package init(
    sessionID: String, userID: String? = nil, title: String? = nil, summary: String? = nil,
    context: [String: String] = [:], isNote: Bool = false, messages: [NewMessage] = []
  ) {
    self.sessionID = sessionID
    self.userID = userID
    self.title = title
    self.summary = summary
    self.context = context
    self.isNote = isNote
    self.messages = messages
  }
}

extension NewConversation {
  /// The ids of its messages, in order; those that were given none get one made from what they say.
  package var messageIDs: [String] {
    var ids = DerivedIDs()
    return messages.map { $0.id ?? ids.next(for: $0) }
  }

  /// The id of a note that was given none, made from what it says: the same note has the same id.
  package static func noteID(_ messages: [NewMessage]) -> String {
    var ids = DerivedIDs()
    return "note-"
      + messages.map { ids.next(for: $0).dropFirst("sha256-".count).prefix(16) }.joined(separator: "-").prefix(120)
  }
}
