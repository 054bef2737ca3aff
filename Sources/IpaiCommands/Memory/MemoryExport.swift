import ArgumentParser
import IpaiActions

/// `ipai memory export`
struct MemoryExport: ListVerb {
  typealias Work = MemoryExportAction

  static let noun = (one: "conversation", many: "conversations")
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write whole conversations, in the form that 'ipai memory add' reads.",
    discussion: """
      With --format jsonl, each conversation is a line, written as soon as it is read. A table shows only how many messages \
      each has. Secrets that were replaced when the messages were stored stay replaced.

      Examples:
        ipai memory export --all --format jsonl > memory.jsonl
        ipai memory export --session 2026-11-pool-review --format json
      """)

  @Option(help: MemoryExportAction.help("session", "id"))
  var session: String?

  @Option(help: MemoryExportAction.help("user", "id"))
  var user: String?

  @Option(help: MemoryExportAction.help("since", "date"))
  var since: String?

  @Option(help: MemoryExportAction.help("until", "date"))
  var until: String?

  @Flag(help: MemoryExportAction.help("archived"))
  var archived = false

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryExportAction.Request {
    var request = MemoryExportAction.Request()
    request.session = session
    request.user = user
    request.since = since
    request.until = until
    request.archived = archived
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: ExportedPage, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SESSION", style: theme.id, most: 60), .init(head: "MESSAGES", style: theme.dim),
      .init(head: "TITLE"),
    ])
    for conversation in outcome.items {
      table.add([conversation.sessionID, "\(conversation.messages.count)", conversation.title ?? ""])
    }
    return table.rendered(theme)
  }

  /// Says how to get the next page.
  func say(of outcome: ExportedPage, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}
