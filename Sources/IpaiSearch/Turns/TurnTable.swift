/// Where a corpus of conversations keeps what is needed to rank its documents as turns.
package struct TurnTable: Sendable {
  /// The table whose `id` is the number of the document.
  package let name: String
  /// The column that tells which conversation a document belongs to.
  package let conversation: String
  /// The column that orders the documents of a conversation.
  package let position: String
  /// An expression for the name of the speaker; NULL where there is none.
  package let speaker: String
  /// The column with the time, in seconds since 1970.
  package let seconds: String
  /// The column with the text.
  package let text: String

  /// The documents of the table `name`, described by columns and expressions of it.
  package init(
    _ name: String, conversation: String, position: String, speaker: String, seconds: String, text: String
  ) {
    self.name = name
    self.conversation = conversation
    self.position = position
    self.speaker = speaker
    self.seconds = seconds
    self.text = text
  }
}
