import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor scan`
struct AdvisorScan: ActionVerb {
  typealias Work = AdvisorScanAction

  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Read an account and say what to fix in it.",
    discussion: """
      The token is read from DIGITALOCEAN_ACCESS_TOKEN or DIGITALOCEAN_API_TOKEN, or from a context of doctl. Give it read scopes alone: \
      what it may not read is named, and is neither a finding nor a pass. A scan that is interrupted goes on where it stopped when it is \
      run again within an hour; lists that are older than five minutes are read again. Scans are recorded in the database, so that later \
      ones say what is new and since when.

      The exit status is 1 if there is a finding of at least the severity of --fail-on among those of the account, or of --category, \
      --rule and --resource; --severity does not change what fails, only what is shown. What is suppressed fails nothing, and with \
      --baseline or --since-last only what is new does. What fails is listed at the end.

      Examples:
        ipai advisor scan
        ipai advisor scan --fail-on high
        ipai advisor scan --format sarif > advisor.sarif
        ipai advisor scan --no-metrics --save account.json
        ipai advisor scan --offline account.json --category cost
        ipai advisor scan --offline account.json --baseline known.json --fail-on high
      """)

  @Option(help: AdvisorScanAction.help("category"))
  var category: [RuleCategory] = []

  @Option(help: AdvisorScanAction.help("severity"))
  var severity: Severity?

  @Option(help: AdvisorScanAction.help("resource"))
  var resource: String?

  @Option(help: AdvisorScanAction.help("rule", "id"))
  var rule: [String] = []

  @Option(help: AdvisorScanAction.help("fail_on", "severity"))
  var failOn: Severity?

  @Option(help: AdvisorScanAction.help("baseline", "file"))
  var baseline: String?

  @Option(help: AdvisorScanAction.help("offline", "file"))
  var offline: String?

  @Option(help: AdvisorScanAction.help("save", "file"))
  var save: String?

  @Option(help: AdvisorScanAction.help("policy", "file"))
  var policy: String?

  @Flag(name: .customLong("no-record"), help: "Do not record the scan in the database.")
  var noRecord = false

  @Flag(help: AdvisorScanAction.help("since_last"))
  var sinceLast = false

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var report: ReportOptions

  var common: CommonOptions { report.common }

  func request(in invocation: Invocation) throws -> AdvisorScanAction.Request {
    let world = invocation.world
    var request = AdvisorScanAction.Request()
    request.category = category
    request.severity = severity
    request.resource = resource
    request.rule = rule
    request.failOn = failOn
    request.baseline = try baseline.map(world.absolute)
    request.offline = try offline.map(world.absolute)
    request.save = try save.map(world.absolute)
    request.policy = try policy.map(world.absolute)
    reading.fill(&request)
    request.record = !noRecord
    request.sinceLast = sinceLast
    return request
  }

  func say(of outcome: AdvisorScanAction.Outcome, in invocation: Invocation) {
    Self.say(outcome.warnings, in: invocation)
    // These formats have findings and nothing else.
    let isList = [.jsonl, .csv].contains(invocation.options.format)
    let rules = Set(outcome.notAssessed.map(\.rule)).count
    if isList, rules > 0 {
      invocation.say("\(Count.text(rules, "rule")) could not be fully judged; --format table and json say why")
    }
  }

  /// Writes what was not as the API describes it to standard error.
  static func say(_ warnings: [String], in invocation: Invocation) {
    for warning in warnings.prefix(10) { invocation.say(warning) }
    if warnings.count > 10 { invocation.say("and \(warnings.count - 10) more of this kind") }
  }

  static let formats = OutputFormat.allCases

  func answer(_ outcome: AdvisorScanAction.Outcome, in invocation: Invocation) {
    invocation.answer(
      Answer(whole: outcome, items: outcome.findings) { _ in
        AdvisorReportText.text(outcome, format: invocation.options.format, failOn: failOn, invocation.theme)
      })
  }

  func table(_ outcome: AdvisorScanAction.Outcome, in invocation: Invocation) -> String {
    AdvisorReportText.text(outcome, format: .table, failOn: failOn, invocation.theme)
  }

  func check(_ outcome: AdvisorScanAction.Outcome) throws {
    if let trouble = outcome.trouble { throw trouble }
    guard let failOn else { return }
    let failing = FailingScan(outcome: outcome, least: failOn, snapshot: offline ?? save, policy: policy)
    if let error = failing.error { throw error }
  }
}
