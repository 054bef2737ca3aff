import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiRouting

/// `ipai route replay`
struct RouteReplay: ActionVerb {
  typealias Work = RouteReplayAction

  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Say which decisions of a log would be others by the rules of a file.",
    discussion: """
      The log is what 'ipai serve --coordinator --decision-log FILE' writes. It has nothing of what was asked, only which words \
      and patterns of the rules the requests had. Where new rules ask for others, nobody can say, and the decision is \
      listed as unknown.

      Examples:
        ipai route replay decisions.jsonl --config new.yaml
      """)

  @Argument(help: RouteReplayAction.help("log"))
  var log: String

  @Option(help: RouteReplayAction.help("config", "file"))
  var config: String

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) throws -> RouteReplayAction.Request {
    var request = RouteReplayAction.Request()
    request.log = try invocation.world.absolute(log)
    request.config = try invocation.world.absolute(config)
    return request
  }

  func table(_ outcome: RouteReplayAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "LINE"), .init(head: "TIME", style: theme.dim), .init(head: "WAS", most: 40),
      .init(head: "WOULD BE", most: 40), .init(head: "WHY"),
    ])
    for change in outcome.items {
      let why =
        change.newTarget == nil
        ? "the log does not have \(change.missing.joined(separator: ", "))" : change.newRule ?? "default"
      table.add([String(change.line), change.time, change.target, change.newTarget ?? "unknown", why])
    }
    let counts =
      "\(Count.text(outcome.decisions, "decision")): \(outcome.changed) would be others, \(outcome.unknown) unknown\n"
    return table.rendered(theme) + counts
  }

  func say(of outcome: RouteReplayAction.Outcome, in invocation: Invocation) {
    if outcome.skipped > 0 { invocation.say("\(Count.text(outcome.skipped, "line")) of the log hold no decision") }
  }
}
