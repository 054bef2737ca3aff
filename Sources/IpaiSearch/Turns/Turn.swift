/// A document as a turn of a conversation.
struct Turn {
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
}
