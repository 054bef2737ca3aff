import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor history`
struct AdvisorHistory: ListVerb {
  typealias Work = AdvisorHistoryAction

  static let noun = (one: "scan", many: "scans")
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the scans that were recorded, newest first.",
    discussion: """
      NEW and GONE say how many findings came and went since the scan before. What a scan could not judge is neither. The exit status is \
      1 if there is no scan.

      Examples:
        ipai advisor history
        ipai advisor history --account 'Example team' --all --format jsonl
      """)

  @Option(help: AdvisorHistoryAction.help("account", "name"))
  var account: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  var nothing: String { "no scan was recorded" }
  func hint(_ outcome: AdvisorHistoryAction.Outcome) -> String? { "to make one: ipai advisor scan" }

  func request(in invocation: Invocation) -> AdvisorHistoryAction.Request {
    var request = AdvisorHistoryAction.Request()
    request.account = account
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: AdvisorHistoryAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SCAN", style: theme.id), .init(head: "READ", style: theme.dim), .init(head: "ACCOUNT", most: 30),
      .init(head: "SCORE"), .init(head: "FINDINGS"), .init(head: "HIGH"), .init(head: "NEW"), .init(head: "GONE"),
      .init(head: "SAVING"),
    ])
    for scan in outcome.items {
      table.add([
        "\(scan.id)", scan.readAt.rfc3339, ShownText.line(scan.accountName ?? scan.account),
        scan.score.map { NumberText.text($0, digits: 1) } ?? "n/a", "\(scan.counts.total)",
        "\(scan.counts.critical + scan.counts.high)", scan.changes.map { "\($0.new)" } ?? "",
        scan.changes.map { "\($0.fixed)" } ?? "", AdvisorReportText.money(scan.saving),
      ])
    }
    return table.rendered(theme)
  }

  /// Says how to get the next page.
  func say(of outcome: AdvisorHistoryAction.Outcome, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}
