import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor explain`
struct AdvisorExplain: ActionVerb {
  typealias Work = AdvisorExplainAction

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what a finding rests on, and what following it saves.",
    discussion: """
      A finding is named by the fingerprint that a scan shows before it; the first 6 digits may do.

      Examples:
        ipai advisor explain 9f86d081
        ipai advisor explain 9f86d081 --format json
      """)

  @Argument(help: AdvisorExplainAction.help("finding"))
  var finding: String

  @Option(help: AdvisorExplainAction.help("account", "name"))
  var account: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorExplainAction.Request {
    var request = AdvisorExplainAction.Request()
    request.finding = finding
    request.account = account
    return request
  }

  func table(_ outcome: AdvisorExplainAction.Outcome, in invocation: Invocation) -> String {
    FindingText.text(outcome, invocation.theme)
  }
}
