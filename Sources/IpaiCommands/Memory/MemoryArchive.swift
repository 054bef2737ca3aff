import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory archive`
struct MemoryArchive: ActionVerb {
  typealias Work = MemoryArchiveAction

  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Take a conversation out of lists and searches without forgetting it.",
    discussion: """
      Examples:
        ipai memory archive 2026-11-pool-review
        ipai memory archive 2026-11-pool-review --undo
      """)

  @Argument(help: MemoryArchiveAction.help("session_id"))
  var sessionID: String

  @Flag(help: MemoryArchiveAction.help("undo"))
  var undo = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryArchiveAction.Request {
    var request = MemoryArchiveAction.Request()
    request.sessionId = sessionID
    request.undo = undo
    return request
  }

  func table(_ outcome: StoredConversation, in invocation: Invocation) -> String {
    let state = outcome.archived == nil ? "is in lists and searches again" : "is archived"
    return "\(TerminalText.sanitized(outcome.sessionID)) \(state)\n"
  }
}
