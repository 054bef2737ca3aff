import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai route pins approve`
struct RoutePinsApprove: ActionVerb {
  typealias Work = RoutePinsApproveAction

  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve tools of a server as they are now; one that changes later is withheld.",
    discussion: """
      Examples:
        ipai route pins approve odoo-lab
        ipai route pins approve odoo-lab search commit_show
      """)

  @Argument(help: RoutePinsApproveAction.help("server"))
  var server: String

  @Argument(help: RoutePinsApproveAction.help("tools"))
  var tools: [String] = []

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RoutePinsApproveAction.Request {
    var request = RoutePinsApproveAction.Request()
    request.server = server
    request.tools = tools
    return request
  }

  func table(_ outcome: RoutePinsApproveAction.Outcome, in invocation: Invocation) -> String {
    var lines = outcome.approved.map { "approved \(TerminalText.sanitized($0))" }
    lines += outcome.forgotten.map { "forgot \(TerminalText.sanitized($0)), which the server has no more" }
    if lines.isEmpty { lines = ["nothing has changed since the tools were approved"] }
    return lines.joined(separator: "\n") + "\n"
  }
}
