import ArgumentParser
import IpaiActions

/// `ipai memory context unset`
struct MemoryContextUnset: ActionVerb {
  typealias Work = MemoryContextUnsetAction

  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Forget a value that is kept for a session.",
    discussion: """
      Examples:
        ipai memory context unset 2026-11-pool-review branch
      """)

  @Argument(help: MemoryContextUnsetAction.help("session_id"))
  var sessionID: String

  @Argument(help: MemoryContextUnsetAction.help("key"))
  var key: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryContextUnsetAction.Request {
    var request = MemoryContextUnsetAction.Request()
    request.sessionId = sessionID
    request.key = key
    return request
  }

  func table(_ outcome: MemoryContextUnsetAction.Outcome, in invocation: Invocation) -> String {
    outcome.removed ? "removed\n" : "there was no such value\n"
  }
}
