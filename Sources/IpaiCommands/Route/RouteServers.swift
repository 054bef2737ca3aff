import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiRouting

/// `ipai route servers`
struct RouteServers: ActionVerb {
  typealias Work = RouteServersAction

  static let configuration = CommandConfiguration(
    commandName: "servers",
    abstract: "List the servers that requests are routed to, and what is wrong with their files.",
    discussion: """
      Nothing is asked of the servers; 'ipai route health' does that.

      Examples:
        ipai route servers
        ipai route servers --servers ./servers --format json
      """)

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RouteServersAction.Request { .init() }

  func table(_ outcome: RouteServersAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SERVER", style: theme.id, most: 40), .init(head: "ALIASES", most: 30), .init(head: "TIER"),
      .init(head: "TRANSPORT"), .init(head: "PLACE", most: 50), .init(head: "DESCRIPTION", style: theme.dim),
    ])
    for server in outcome.items {
      table.add([
        server.name, server.aliases.joined(separator: ", "), server.tier?.rawValue ?? "-", server.transport,
        server.place, server.description,
      ])
    }
    return table.rendered(theme)
  }

  func say(of outcome: RouteServersAction.Outcome, in invocation: Invocation) {
    for warning in outcome.warnings { invocation.say(warning) }
    if outcome.items.isEmpty {
      invocation.say("no file describes a server in \(invocation.configuration.servers); see 'man 5 ipai-routing'")
    }
  }
}
