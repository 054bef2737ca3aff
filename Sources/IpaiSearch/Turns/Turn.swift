/// A document as a turn of a conversation.
package struct Turn: Sendable {
  /// Its number.
  let document: Int
  /// The conversation that it belongs to.
  let conversation: Int64
  /// The name of the speaker; nil for none.
  let speaker: String?
  /// When it was said, in seconds since 1970.
  let seconds: Int64
  /// How many characters it has.
  let length: Int

  /// What `document` is as a turn of `conversation`; `length` is in characters.
  package init(document: Int, conversation: Int64, speaker: String?, seconds: Int64, length: Int) {
    self.document = document
    self.conversation = conversation
    self.speaker = speaker
    self.seconds = seconds
    self.length = length
  }

  /// The same, as another document.
  func at(_ document: Int) -> Turn {
    Turn(document: document, conversation: conversation, speaker: speaker, seconds: seconds, length: length)
  }
}
