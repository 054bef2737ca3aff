import ArgumentParser
import IpaiActions
import IpaiMemory

/// `ipai memory link`
struct MemoryLinkVerb: ActionVerb {
  typealias Work = MemoryLinkAction

  static let configuration = CommandConfiguration(
    commandName: "link",
    abstract: "Say what a conversation, or one message of it, was about.",
    discussion: """
      A file may be cited as it was in a commit, and in which lines: 'ipai memory audit' then says whether they still read \
      the same.

      Examples:
        ipai memory link 2026-11-pool-review commit:4c9af8b6d1 --relation decides
        ipai memory link 2026-11-pool-review file:lib/pool.c@4c9af8b6d1:10-20 --message m17
      """)

  @Argument(help: MemoryLinkAction.help("session_id"))
  var sessionID: String

  @Argument(help: MemoryLinkAction.help("target"))
  var target: [String] = []

  @Option(help: MemoryLinkAction.help("message", "id"))
  var message: String?

  @Option(help: MemoryLinkAction.help("relation", "word"))
  var relation: String?

  @Option(help: MemoryLinkAction.help("confidence", "number"))
  var confidence: Double?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryLinkAction.Request {
    var request = MemoryLinkAction.Request()
    request.sessionId = sessionID
    request.target = target
    request.message = message
    request.relation = relation
    request.confidence = confidence
    return request
  }

  func table(_ outcome: MemoryLinkAction.Outcome, in invocation: Invocation) -> String {
    LinkTable.rendered(outcome.links, invocation.theme)
  }
}
