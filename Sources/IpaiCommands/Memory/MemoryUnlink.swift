import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory unlink`
struct MemoryUnlink: ActionVerb {
  typealias Work = MemoryUnlinkAction

  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Remove links of a conversation, or of one message of it.",
    discussion: """
      Examples:
        ipai memory unlink 2026-11-pool-review commit:4c9af8b6d1
      """)

  @Argument(help: MemoryUnlinkAction.help("session_id"))
  var sessionID: String

  @Argument(help: MemoryUnlinkAction.help("target"))
  var target: [String] = []

  @Option(help: MemoryUnlinkAction.help("message", "id"))
  var message: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryUnlinkAction.Request {
    var request = MemoryUnlinkAction.Request()
    request.sessionId = sessionID
    request.target = target
    request.message = message
    return request
  }

  func table(_ outcome: MemoryUnlinkAction.Outcome, in invocation: Invocation) -> String {
    LinkTable.rendered(outcome.links, invocation.theme)
  }
}
