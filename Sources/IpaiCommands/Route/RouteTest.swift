import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiRouting

/// `ipai route test`
struct RouteTest: ActionVerb {
  typealias Work = RouteTestAction

  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test the rules with cases from a file, without any network.",
    discussion: """
      A case is a request, what is known of the servers, and what is to come of it; see 'man 5 ipai-routing'. The decision and \
      the failover are those of the coordinator. The exit status is 1 if a case did not go as expected.

      Examples:
        ipai route test cases.yaml
        ipai route test cases.yaml --routes new.yaml --format jsonl
      """)

  @Argument(help: RouteTestAction.help("file"))
  var file: String

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var common: CommonOptions

  var settings: [String: String?] { routing.settings }

  func request(in invocation: Invocation) throws -> RouteTestAction.Request {
    var request = RouteTestAction.Request()
    request.file = try invocation.world.absolute(file)
    return request
  }

  func table(_ outcome: RouteTestAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    let lines = outcome.items.flatMap { item -> [String] in
      let mark = item.passed ? theme.dim("ok    ") : theme.error("failed")
      let head = "\(mark)  \(TerminalText.sanitized(item.name))"
      return [head]
        + item.failures.map { "        \(TerminalText.sanitized(item.place)): \(TerminalText.sanitized($0))" }
    }
    return lines.joined(separator: "\n") + "\n\(Count.text(outcome.items.count, "case")): \(outcome.failed) failed\n"
  }

  func check(_ outcome: RouteTestAction.Outcome) throws {
    if outcome.failed > 0 { throw IpaiError(.no, Count.text(outcome.failed, "case") + " failed") }
  }
}
