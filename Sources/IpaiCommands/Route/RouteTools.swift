import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiRouting

/// `ipai route tools`
struct RouteTools: ActionVerb {
  typealias Work = RouteToolsAction

  static let configuration = CommandConfiguration(
    commandName: "tools",
    abstract: "List the tools of the servers, what each does, and which are not offered.",
    discussion: """
      The effect of a tool is what the server's file says or, where it says nothing, what the tool's annotations say. A tool \
      without either is taken to write.

      Examples:
        ipai route tools
        ipai route tools --server odoo-lab --format json
      """)

  @Option(help: RouteToolsAction.help("server", "name"))
  var server: String?

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RouteToolsAction.Request {
    var request = RouteToolsAction.Request()
    request.server = server
    return request
  }

  func table(_ outcome: RouteToolsAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "TOOL", style: theme.id), .init(head: "EFFECT"), .init(head: "WITHHELD", most: 60),
      .init(head: "DESCRIPTION", style: theme.dim),
    ])
    for tool in outcome.items { table.add([tool.name, tool.effect.rawValue, tool.withheld ?? "", tool.description]) }
    return table.rendered(theme)
  }

  func say(of outcome: RouteToolsAction.Outcome, in invocation: Invocation) {
    for silent in outcome.silent { invocation.say("the server '\(silent.server)' does not answer: \(silent.failure)") }
  }
}
