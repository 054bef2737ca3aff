import IpaiCore

/// A conversation that has been checked and is ready to be stored.
package struct PreparedConversation: Sendable, Equatable {
  /// Its id.
  package let sessionID: String
  /// True for a note, which is a conversation of one message.
  package let isNote: Bool
  /// Who it belongs to; nil where that was not said.
  package let userID: String?
  /// What it is called; nil for none.
  package let title: String?
  /// What it came to; nil for none.
  package let summary: String?
  /// Small values about it.
  package let context: [String: String]
  /// When it was begun, where it has no message that says so.
  let date: Timestamp
  /// The messages that are not empty, in order.
  package let messages: [PreparedMessage]
  /// How many secrets were replaced, by the id of the rule.
  package let redacted: [String: Int]
  /// How many messages were left out because they are empty.
  package let empty: Int
}
