import IpaiActions
import IpaiCore
import IpaiMemory

/// What was stored, for people.
enum AddedMemoryText {
  /// One line.
  static func text(_ outcome: AddedMemory) -> String {
    var parts = ["\(Count.text(outcome.added, "message")) added"]
    if outcome.unchanged > 0 { parts.append("\(outcome.unchanged) there already") }
    if outcome.empty > 0 { parts.append("\(outcome.empty) empty") }
    if outcome.linked > 0 { parts.append(Count.text(outcome.linked, "link")) }
    if outcome.embedded > 0 { parts.append("\(outcome.embedded) by meaning") }
    let session = outcome.conversations.count == 1 ? outcome.conversations[0].sessionID + ": " : ""
    return TerminalText.sanitized(session + parts.joined(separator: ", ")) + "\n"
  }

  /// Says which secrets were replaced, and what was refused.
  static func say(_ outcome: AddedMemory, _ invocation: Invocation) {
    SecretRemark.say(outcome.redacted, invocation)
    for refused in outcome.refused.prefix(10) { invocation.say("refused: \(refused.message)") }
    if outcome.refused.count > 10 {
      invocation.say("refused: \(Count.text(outcome.refused.count - 10, "more conversation"))")
    }
  }

  /// Throws an error when something was refused, although the rest is kept.
  static func check(_ outcome: AddedMemory) throws {
    guard let first = outcome.refused.first else { return }
    throw IpaiError(
      first.code, "\(Count.text(outcome.refused.count, "conversation", "was", "were")) not stored",
      hint: "the others are stored; running the same command again adds only what is missing")
  }
}
