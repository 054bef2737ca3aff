import IpaiSkills
import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote log`
struct PromoteLog: ActionVerb {
  typealias Work = PromoteLogAction

  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the promotions of a registry, newest first.",
    discussion: """
      Examples:
        ipai promote log
        ipai promote log deploy-check --max-results 100 --format json
      """)

  @Argument(help: PromoteLogAction.help("name"))
  var name: String?

  @OptionGroup var registry: RegistryOption

  @Option(help: PromoteLogAction.help("max_results", "n"))
  var maxResults: Int?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteLogAction.Request {
    var request = PromoteLogAction.Request()
    request.name = name
    request.to = try registry.place(in: invocation.world)
    request.maxResults = maxResults
    return request
  }

  func table(_ outcome: PromoteLogAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "NUMBER"), .init(head: "DATE", style: theme.dim), .init(head: "SKILL", style: theme.id),
      .init(head: "WHAT"), .init(head: "VERSION"), .init(head: "STATUS"), .init(head: "BY", most: 30),
      .init(head: "SIGNED"), .init(head: "REASON"),
    ])
    for entry in outcome.items {
      let statement = entry.statement
      for step in statement.steps where name == nil || step.name == name {
        table.add([
          "\(entry.number)", statement.promotedAt.rfc3339, step.name, step.action.rawValue, step.version,
          step.status.rawValue, statement.promotedBy, entry.isSigned ? statement.signer ?? "" : "",
          statement.reason ?? "",
        ])
      }
    }
    return table.rendered(theme)
  }
}
