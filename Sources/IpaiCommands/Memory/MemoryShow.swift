import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory show`
struct MemoryShow: ActionVerb {
  typealias Work = MemoryShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a conversation: its messages, and what it was about.",
    discussion: """
      Examples:
        ipai memory show 2026-11-pool-review
        ipai memory show 2026-11-pool-review --message m17 --around 5
      """)

  @Argument(help: MemoryShowAction.help("session_id"))
  var sessionID: String

  @Option(help: MemoryShowAction.help("message", "id"))
  var message: String?

  @Option(help: MemoryShowAction.help("around", "n"))
  var around: Int?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryShowAction.Request {
    var request = MemoryShowAction.Request()
    request.sessionId = sessionID
    request.message = message
    request.around = around
    return request
  }

  func table(_ outcome: ShownConversation, in invocation: Invocation) -> String {
    ConversationText(theme: invocation.theme).text(outcome)
  }
}
