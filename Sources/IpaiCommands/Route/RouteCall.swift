import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai route call`
struct RouteCall: ActionVerb {
  typealias Work = RouteCallAction

  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call a tool of a server. It is sent once, unless the tool only reads.",
    discussion: """
      The exit status is 1 if the tool failed. When the server did not answer a call that writes, the error says whether it \
      may have done the work.

      Examples:
        ipai route call odoo-lab search '{"query":"retry"}'
        ipai route call odoo-lab search '{"query":"retry"}' --format json
      """)

  @Argument(help: RouteCallAction.help("server"))
  var server: String

  @Argument(help: RouteCallAction.help("tool"))
  var tool: String

  @Argument(help: RouteCallAction.help("arguments"))
  var arguments: String?

  @Option(help: RouteCallAction.help("seconds", "seconds"))
  var seconds: Double?

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RouteCallAction.Request {
    var request = RouteCallAction.Request()
    request.server = server
    request.tool = tool
    request.arguments = arguments ?? request.arguments
    request.seconds = seconds
    return request
  }

  func table(_ outcome: RouteCallAction.Outcome, in invocation: Invocation) -> String {
    let lines = outcome.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.map { TerminalText.sanitized($0) + "\n" }.joined()
  }

  func check(_ outcome: RouteCallAction.Outcome) throws {
    if outcome.isError { throw IpaiError(.no, "the tool '\(outcome.tool)' of '\(outcome.server)' failed") }
  }
}
