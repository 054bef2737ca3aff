package import IpaiCore

/// A message that has been checked: its text is what will be stored.
package struct PreparedMessage: Sendable, Equatable {
  /// Its id within the conversation.
  package let id: String
  /// Who spoke: user, assistant, system, tool or another word.
  package let role: String
  /// The name of the speaker; nil where the role says enough.
  package let name: String?
  /// When it was said.
  package let date: Timestamp
  /// Its text in passages, which make it up one after the other.
  package let passages: [PreparedPassage]

  /// The whole text.
  var text: String { passages.map(\.text).joined() }
}
