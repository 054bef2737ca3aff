import ArgumentParser
import IpaiRouting

/// `ipai route`: where requests go among several servers, and why. A new verb is a line here.
struct Route: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Decide which of several MCP servers a request goes to, and say why.",
    discussion: """
      Each server is described by a file in the folder that the setting servers names, and the rules stand in the file that \
      the setting routes names; see 'man 5 ipai-routing'. 'ipai serve --coordinator' serves all of them as one.

      Examples:
        ipai route servers
        ipai route explain "plan the migration of the OCA modules"
        ipai route test cases.yaml
      """,
    subcommands: [
      RouteExplain.self, RouteServers.self, RouteHealth.self, RouteTools.self, RouteCall.self, RoutePins.self,
      RouteTest.self, RouteReplay.self,
    ])
}

extension CallEffect: ExpressibleByArgument {}
