/// What became of a conversation that was to be stored.
package struct AddedConversation: Codable, Sendable, Equatable {
  /// Its id.
  package var sessionID: String
  /// How many messages were added.
  package var added: Int
  /// How many were there already.
  package var unchanged: Int
  /// How many were left out because they are empty.
  package var empty: Int
  /// How many secrets were replaced, by the id of the rule; nil for none.
  package var redacted: [String: Int]?

  /// What became of the conversation with this id; `redacted` is nil where no secret was found.
  package init(sessionID: String, added: Int, unchanged: Int, empty: Int, redacted: [String: Int]? = nil) {
    self.sessionID = sessionID
    self.added = added
    self.unchanged = unchanged
    self.empty = empty
    self.redacted = redacted
  }

  enum CodingKeys: String, CodingKey {
    case added, unchanged, empty, redacted
    case sessionID = "session_id"
  }
}
