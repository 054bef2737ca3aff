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
      changed and run.

      Examples:
        ipai advisor fix 9f86d081
        ipai advisor fix 9f86d081 3fdba35f --shell > fix.sh
      """)

  @Argument(help: AdvisorFixAction.help("finding"))
  var finding: [String]

  @Flag(help: "Write a shell script.")
  var shell = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorFixAction.Request {
    var request = AdvisorFixAction.Request()
    request.finding = finding
    return request
  }

  func table(_ outcome: AdvisorFixAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    if shell { return script(outcome) }
    return outcome.plans.map { plan in
      let head = "\(theme.id(plan.rule))  \(theme.bold(shown(plan.title)))  \(theme.dim(shown(plan.name)))\n"
      let lines = plan.fix.map { "  " + FixText.line($0) + "\n" }.joined()
      let guards = plan.guards.map { theme.dim("  " + $0) + "\n" } ?? ""
      return head + lines + guards
    }.joined(separator: "\n")
  }

  private func script(_ outcome: AdvisorFixAction.Outcome) -> String {
    var text = "#!/bin/bash\nset -eu\n"
    for plan in outcome.plans {
      text += "\n# \(plan.rule) \(shown(plan.title)): \(shown(plan.name)), \(shown(plan.urn.text))\n"
      text += plan.fix.map { FixText.line($0) + "\n" }.joined()
    }
    return text
  }

  private func shown(_ text: String) -> String { ShownText.line(text) }
}
