import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor score`
struct AdvisorScore: ActionVerb {
  typealias Work = AdvisorScoreAction

  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Show how well an account follows the rules, by category.",
    discussion: """
      The score goes from 0 to 100. It is the score of the latest scan, unless you name another scan or account. Suppressions are applied \
      as they stand now. --explain shows every number behind the score, and how much it would rise if a rule were followed.

      Examples:
        ipai advisor score
        ipai advisor score --explain
        ipai advisor score --scan 12 --format json
      """)

  @Flag(help: AdvisorScoreAction.help("explain"))
  var explain = false

  @Option(help: AdvisorScoreAction.help("scan", "n"))
  var scan: Int?

  @Option(help: AdvisorScoreAction.help("account", "name"))
  var account: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorScoreAction.Request {
    var request = AdvisorScoreAction.Request()
    request.explain = explain
    request.scan = scan
    request.account = account
    return request
  }

  func table(_ outcome: AdvisorScoreAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([.init(head: "SCORE"), .init(head: "CATEGORY")])
    for category in outcome.score.categories { table.add([Self.text(category.value), category.category.title]) }
    table.add([Self.text(outcome.score.overall), "Overall" + Self.change(outcome)])
    let text = table.rendered(theme) + "\n" + Self.summary(outcome) + "\n"
    guard let lines = outcome.explanation else { return text }
    return text + "\n" + lines.map { TerminalText.sanitized($0) + "\n" }.joined()
  }

  private static func change(_ outcome: AdvisorScoreAction.Outcome) -> String {
    guard let now = outcome.score.overall, let previous = outcome.previous else { return "" }
    return ", after \(text(previous)) in the scan before"
      + (now == previous ? "" : now > previous ? ": better" : ": worse")
  }

  private static func summary(_ outcome: AdvisorScoreAction.Outcome) -> String {
    var parts = [Count.text(outcome.open.total, "open finding")]
    if outcome.suppressed > 0 { parts.append("\(outcome.suppressed) suppressed") }
    parts.append("\(outcome.passed) passed")
    if outcome.notAssessed > 0 { parts.append("\(outcome.notAssessed) not assessed") }
    if outcome.rulesNotJudged > 0 {
      parts.append("\(outcome.rulesNotJudged) of \(Count.text(outcome.rules, "rule")) could not be judged")
    }
    if outcome.saving.monthly > 0 { parts.append("\(AdvisorReportText.money(outcome.saving.monthly)) a month to save") }
    let account = ShownText.line(outcome.accountName ?? outcome.account, most: 80)
    return "\(account), scan \(outcome.scan) of \(outcome.readAt.rfc3339): " + parts.joined(separator: ", ")
  }

  private static func text(_ score: Double?) -> String { score.map { NumberText.text($0, digits: 1) } ?? "n/a" }
}
