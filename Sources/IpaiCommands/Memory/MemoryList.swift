import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiMemory

/// `ipai memory list`
struct MemoryList: ListVerb {
  typealias Work = MemoryListAction

  static let noun = (one: "conversation", many: "conversations")
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List conversations and notes, latest first.",
    discussion: """
      A conversation without a title shows how its first message begins. The exit status is 1 if nothing matches.

      Examples:
        ipai memory list --since '2 weeks ago'
        ipai memory list --kind note --all --format jsonl
      """)

  @Option(help: MemoryListAction.help("user", "id"))
  var user: String?

  @Option(help: MemoryListAction.help("kind", "kind"))
  var kind: StoredConversation.Kind?

  @Option(help: MemoryListAction.help("since", "date"))
  var since: String?

  @Option(help: MemoryListAction.help("until", "date"))
  var until: String?

  @Flag(help: MemoryListAction.help("archived"))
  var archived = false

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> MemoryListAction.Request {
    var request = MemoryListAction.Request()
    request.user = user
    request.kind = kind
    request.since = since
    request.until = until
    request.archived = archived
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: ConversationPage, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SESSION", style: theme.id, most: 40), .init(head: "UPDATED", style: theme.dim),
      .init(head: "MESSAGES", style: theme.dim), .init(head: "TITLE"),
    ])
    for conversation in outcome.items {
      var title = conversation.title ?? conversation.beginning
      if conversation.archived != nil { title = "(archived) " + title }
      table.add([conversation.sessionID, conversation.updated.day, "\(conversation.messageCount)", title])
    }
    return table.rendered(theme)
  }

  /// Says how to get the next page.
  func say(of outcome: ConversationPage, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}

extension StoredConversation.Kind: ExpressibleByArgument {}
