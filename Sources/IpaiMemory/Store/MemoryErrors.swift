import IpaiCore

/// The errors that several methods of a memory store throw.
enum MemoryErrors {
  /// There is no such conversation.
  static func unknown(_ sessionID: String) -> IpaiError {
    IpaiError(
      .notFound, "there is no conversation '\(sessionID.prefix(80))'", hint: "to see what there is: ipai memory list")
  }

  /// There is no such message in a conversation.
  static func unknown(_ message: String, in sessionID: String) -> IpaiError {
    IpaiError(
      .notFound, "conversation '\(sessionID.prefix(80))' has no message '\(message.prefix(80))'",
      hint: "to see its messages: ipai memory show \(ShellWord.quoted(sessionID))")
  }

  /// Two messages that are given together have one id.
  static func givenTwice(_ message: String, in sessionID: String) -> IpaiError {
    IpaiError(
      .conflict,
      "conversation '\(sessionID.prefix(80))': two of its messages have the id '\(message.prefix(80))', with different content",
      hint: "give each message an id of its own")
  }

  /// A message is there with another text.
  static func conflict(_ message: String, in sessionID: String) -> IpaiError {
    IpaiError(
      .conflict,
      "conversation '\(sessionID.prefix(80))': message '\(message.prefix(80))' is stored already, with other content",
      hint: "messages are never changed: give the new one an id of its own, or forget the old one first")
  }
}
