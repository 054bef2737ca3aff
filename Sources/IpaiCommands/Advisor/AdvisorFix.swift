import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor fix`
struct AdvisorFix: ActionVerb {
  typealias Work = AdvisorFixAction

  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Print the commands that follow the advice of findings.",
    discussion: """
      The commands are made from the resources as they were read, and none of them is run. What stands in angle brackets is for you to \
      fill in. A command that cannot be undone, or that stops something, says so. With --shell the answer is a script that can be read, \
      changed and run: what can be undone comes first, then what stops something, and last what cannot be undone, of which what is \
      attached to something comes before it. Each block of it is about one finding. A command that is to be filled in is a comment \
      there, and so are those of its finding after it. What a block above has done is not done again: it is a comment "done above", and \
      a block with one is not to be run alone.

      doctl needs a context or a token that may write for these commands, and curl one in DIGITALOCEAN_WRITE_TOKEN: the token of the \
      advisor may only read.

      Examples:
        ipai advisor fix 9f86d081
        ipai advisor fix 9f86d081 3fdba35f --shell > fix.sh
        ipai advisor fix --rule DO-COST-004 --shell > volumes.sh
        ipai advisor fix --severity high --offline account.json
      """)

  @Argument(help: AdvisorFixAction.help("finding"))
  var finding: [String] = []

  @Option(help: AdvisorFixAction.help("rule", "id"))
  var rule: [String] = []

  @Option(help: AdvisorFixAction.help("severity"))
  var severity: Severity?

  @Flag(help: "Write a shell script.")
  var shell = false

  @Option(help: AdvisorFixAction.help("account", "name"))
  var account: String?

  @Option(help: AdvisorFixAction.help("offline", "file"))
  var offline: String?

  @Option(help: AdvisorFixAction.help("policy", "file"))
  var policy: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorFixAction.Request {
    var request = AdvisorFixAction.Request()
    request.finding = finding
    request.rule = rule
    request.severity = severity
    request.account = account
    request.offline = try offline.map(invocation.world.absolute)
    request.policy = try policy.map(invocation.world.absolute)
    return request
  }

  func table(_ outcome: AdvisorFixAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    if shell { return script(outcome) }
    return outcome.plans.map { plan in
      let head = "\(theme.id(plan.rule))  \(theme.bold(shown(plan.title)))  \(theme.dim(shown(plan.name)))\n"
      let lines = plan.fix.map { "  " + FixScript.line($0) + "\n" }.joined()
      let guards = plan.guards.map { theme.dim("  Before you run it: " + $0) + "\n" } ?? ""
      return head + guards + lines
    }.joined(separator: "\n")
  }

  private func script(_ outcome: AdvisorFixAction.Outcome) -> String {
    FixScript.text(
      outcome.plans.map { .init(rule: $0.rule, title: $0.title, name: $0.name, urn: $0.urn, lines: $0.fix) })
  }

  private func shown(_ text: String) -> String { ShownText.line(text) }
}
