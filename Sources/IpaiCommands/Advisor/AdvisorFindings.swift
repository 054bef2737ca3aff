import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor findings`
struct AdvisorFindings: ListVerb {
  typealias Work = AdvisorFindingsAction

  static let noun = (one: "finding", many: "findings")
  static let configuration = CommandConfiguration(
    commandName: "findings",
    abstract: "List the findings of a recorded scan.",
    discussion: """
      The findings are those of the latest scan, unless you name another scan or account. The exit status is 1 if nothing matches.

      Examples:
        ipai advisor findings --severity high
        ipai advisor findings 'web nyc3' --category cost --saving
        ipai advisor findings --status suppressed --all --format jsonl
      """)

  @Argument(help: AdvisorFindingsAction.help("query"))
  var query: String?

  @Option(help: AdvisorFindingsAction.help("category"))
  var category: [RuleCategory] = []

  @Option(help: AdvisorFindingsAction.help("severity"))
  var severity: Severity?

  @Option(help: AdvisorFindingsAction.help("rule", "id"))
  var rule: [String] = []

  @Option(help: AdvisorFindingsAction.help("resource", "urn"))
  var resource: [String] = []

  @Flag(help: AdvisorFindingsAction.help("saving"))
  var saving = false

  @Option(help: AdvisorFindingsAction.help("status"))
  var status: AdvisorFindingsAction.Status?

  @Option(help: AdvisorFindingsAction.help("scan", "n"))
  var scan: Int?

  @Option(help: AdvisorFindingsAction.help("account", "name"))
  var account: String?

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorFindingsAction.Request {
    var request = AdvisorFindingsAction.Request()
    request.query = query
    request.category = category
    request.severity = severity
    request.rule = rule
    request.resource = resource
    request.saving = saving
    request.status = status
    request.scan = scan
    request.account = account
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: AdvisorFindingsAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "FINDING", style: theme.id), .init(head: "SEVERITY"), .init(head: "RULE"),
      .init(head: "RESOURCE", most: 40), .init(head: "SAVING", style: theme.dim),
      .init(head: "SINCE", style: theme.dim), .init(head: "TITLE"),
    ])
    for finding in outcome.items {
      let part = finding.subKey.map { " (\(ShownText.line($0)))" } ?? ""
      let title = (finding.suppression == nil ? "" : "(suppressed) ") + ShownText.line(finding.title)
      table.add([
        String(finding.fingerprint.prefix(8)), finding.severity.rawValue, finding.rule,
        ShownText.line(finding.name) + part, finding.saving.map(AdvisorReportText.money) ?? "",
        finding.firstSeen?.day ?? "",
        title,
      ])
    }
    return table.rendered(theme)
  }

  /// Says how to get the next page.
  func say(of outcome: AdvisorFindingsAction.Outcome, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}

extension AdvisorFindingsAction.Status: ExpressibleByArgument {}
