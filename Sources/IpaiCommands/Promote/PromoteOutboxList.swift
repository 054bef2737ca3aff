import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote outbox list`
struct PromoteOutboxList: ActionVerb {
  typealias Work = PromoteOutboxListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the messages about promotions that wait to be delivered.",
    discussion: """
      Examples:
        ipai promote outbox list
        ipai promote outbox list --delivered --format json
      """)

  @OptionGroup var registry: RegistryOption

  @Flag(help: PromoteOutboxListAction.help("delivered"))
  var delivered = false

  @Option(help: PromoteOutboxListAction.help("max_results", "n"))
  var maxResults: Int?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteOutboxListAction.Request {
    var request = PromoteOutboxListAction.Request()
    request.to = try registry.place(in: invocation.world)
    request.delivered = delivered
    request.maxResults = maxResults
    return request
  }

  func table(_ outcome: PromoteOutboxListAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "PROMOTION"), .init(head: "RECEIVER"), .init(head: "ATTEMPTS"),
      .init(head: "DELIVERED", style: theme.dim), .init(head: "NEXT", style: theme.dim), .init(head: "PROBLEM"),
    ])
    for message in outcome.items {
      let next = message.delivered == nil ? message.due.rfc3339 : ""
      table.add([
        "\(message.promotion)", message.receiver, "\(message.attempts)", message.delivered?.rfc3339 ?? "", next,
        message.problem ?? "",
      ])
    }
    return table.rendered(theme)
  }
}
