import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory context list`
struct MemoryContextList: ActionVerb {
  typealias Work = MemoryContextListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the values that are kept for a session.",
    discussion: """
      Examples:
        ipai memory context list 2026-11-pool-review --format json
      """)

  @Argument(help: MemoryContextListAction.help("session_id"))
  var sessionID: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryContextListAction.Request {
    var request = MemoryContextListAction.Request()
    request.sessionId = sessionID
    return request
  }

  func table(_ outcome: MemoryContextListAction.Outcome, in invocation: Invocation) -> String {
    SessionValueTable.rendered(outcome.items, invocation.theme)
  }
}
