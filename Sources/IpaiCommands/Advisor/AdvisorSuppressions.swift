import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor suppressions`
struct AdvisorSuppressions: ActionVerb {
  typealias Work = AdvisorSuppressionsAction

  static let configuration = CommandConfiguration(
    commandName: "suppressions",
    abstract: "List what was suppressed, with who decided it, why, and until when.",
    discussion: """
      Examples:
        ipai advisor suppressions
        ipai advisor suppressions --ended --format json
      """)

  @Flag(help: AdvisorSuppressionsAction.help("ended"))
  var ended = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorSuppressionsAction.Request {
    var request = AdvisorSuppressionsAction.Request()
    request.ended = ended
    return request
  }

  func table(_ outcome: AdvisorSuppressionsAction.Outcome, in invocation: Invocation) -> String {
    guard !outcome.items.isEmpty else { return "nothing is suppressed\n" }
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "NUMBER", style: theme.id), .init(head: "WHAT", most: 60), .init(head: "ENDS"),
      .init(head: "OWNER", most: 30), .init(head: "REASON"),
    ])
    for suppression in outcome.items {
      table.add([
        "\(suppression.id)", SuppressionText.target(suppression), SuppressionText.end(suppression),
        ShownText.line(suppression.owner ?? ""), ShownText.line(suppression.reason, most: 200),
      ])
    }
    return table.rendered(theme)
  }
}
