import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai memory forget`
struct MemoryForget: ActionVerb {
  typealias Work = MemoryForgetAction

  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a conversation, or one message of it.",
    discussion: """
      What is forgotten is no longer found or shown, but until its space is used again, its text is legible in the database \
      file. --purge rewrites the file, so that no byte of it is left in the database, its write-ahead log, the index of \
      words or the copies of vectors. That needs room for a copy of the database, and no other process may be using it. In \
      PostgreSQL it rewrites the tables of memory, while no other transaction is open in the database; what the server \
      archives or sends to standbys is not changed.

      Examples:
        ipai memory forget 2026-11-pool-review --message m17
        ipai memory forget 2026-11-pool-review --purge
      """)

  @Argument(help: MemoryForgetAction.help("session_id"))
  var sessionID: String

  @Option(help: MemoryForgetAction.help("message", "id"))
  var message: String?

  @Flag(help: MemoryForgetAction.help("purge"))
  var purge = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryForgetAction.Request {
    var request = MemoryForgetAction.Request()
    request.sessionId = sessionID
    request.message = message
    request.purge = purge
    return request
  }

  func table(_ outcome: MemoryForgetAction.Outcome, in invocation: Invocation) -> String {
    let rest = outcome.purged ? ", and nothing of what was removed is left in the database" : ""
    return "\(Count.text(outcome.removed, "message")) of \(TerminalText.sanitized(outcome.sessionID)) removed\(rest)\n"
  }
}
