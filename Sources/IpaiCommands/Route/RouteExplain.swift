import ArgumentParser
import IpaiActions
import IpaiRouting

/// `ipai route explain`
struct RouteExplain: ActionVerb {
  typealias Work = RouteExplainAction

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say where a request would go, by which rule, and which servers could answer instead.",
    discussion: """
      A target that the caller names comes first, then the rules in their order, then the default. Every rule is shown with \
      why it matched or did not; text that matched stands between « and ».

      The servers are asked whether they answer, unless --offline is given. The exit status is 0 even when no server could \
      answer; the decision says so.

      Examples:
        ipai route explain "plan the migration of the OCA modules"
        ipai route explain "close the books" --context team=finance-ssc --offline
        ipai route explain --tool create_invoice --effect write --format json
      """)

  @Argument(help: RouteExplainAction.help("query"))
  var query: String?

  @Option(help: RouteExplainAction.help("context", "text"))
  var context: [String] = []

  @Option(help: RouteExplainAction.help("target", "name"))
  var target: String?

  @Option(help: RouteExplainAction.help("tool", "name"))
  var tool: String?

  @Option(help: RouteExplainAction.help("effect", "effect"))
  var effect: CallEffect?

  @Option(help: RouteExplainAction.help("at", "date"))
  var at: String?

  @Flag(help: RouteExplainAction.help("offline"))
  var offline = false

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) -> RouteExplainAction.Request {
    var request = RouteExplainAction.Request()
    request.query = query ?? ""
    request.context = context
    request.target = target
    request.tool = tool
    request.effect = effect
    request.at = at
    request.offline = offline
    return request
  }

  func table(_ outcome: RouteExplanation, in invocation: Invocation) -> String {
    RouteExplanationText(theme: invocation.theme).text(outcome)
  }
}
