import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory context get`
struct MemoryContextGet: ActionVerb {
  typealias Work = MemoryContextGetAction

  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Show a value that is kept for a session.",
    discussion: """
      As a table, only the value itself is written, for scripts.

      Examples:
        ipai memory context get 2026-11-pool-review branch
      """)

  @Argument(help: MemoryContextGetAction.help("session_id"))
  var sessionID: String

  @Argument(help: MemoryContextGetAction.help("key"))
  var key: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryContextGetAction.Request {
    var request = MemoryContextGetAction.Request()
    request.sessionId = sessionID
    request.key = key
    return request
  }

  func table(_ outcome: SessionValue, in invocation: Invocation) -> String {
    TerminalText.sanitized(outcome.value) + "\n"
  }
}
