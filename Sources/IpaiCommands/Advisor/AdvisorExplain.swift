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
      A finding is named by the fingerprint that a scan shows before it; the first 6 digits may do. Findings of a scan that was recorded \
      are meant, or with --offline those of a snapshot.

      Examples:
        ipai advisor explain 9f86d081
        ipai advisor explain 9f86d081 --format json
        ipai advisor explain 9f86d081 --offline account.json
      """)

  @Argument(help: AdvisorExplainAction.help("finding"))
  var finding: String

  @Option(help: AdvisorExplainAction.help("account", "name"))
  var account: String?

  @Option(help: AdvisorExplainAction.help("offline", "file"))
  var offline: String?

  @Option(help: AdvisorExplainAction.help("policy", "file"))
  var policy: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> AdvisorExplainAction.Request {
    var request = AdvisorExplainAction.Request()
    request.finding = finding
    request.account = account
    request.offline = try offline.map(invocation.world.absolute)
    request.policy = try policy.map(invocation.world.absolute)
    return request
  }

  func table(_ outcome: AdvisorExplainAction.Outcome, in invocation: Invocation) -> String {
    FindingText.text(outcome, invocation.theme)
  }
}
