import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor suppress`
struct AdvisorSuppress: ActionVerb {
  typealias Work = AdvisorSuppressAction

  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "Leave a finding, or what a rule finds, as it is until a date.",
    discussion: """
      What is suppressed is still listed, and counts neither for the score nor for --fail-on. After its date it counts again. A resource \
      has to be one of the latest scan; 'ipai advisor findings --format json' has the URNs of those with findings.

      Examples:
        ipai advisor suppress 9f86d081 --reason 'replaced in January' --owner ada --until 90d
        ipai advisor suppress DO-SEC-001 --resource do:droplet:4711 --reason 'behind the VPN' --owner ops --until never
      """)

  @Argument(help: AdvisorSuppressAction.help("target"))
  var target: String

  @Option(help: AdvisorSuppressAction.help("resource", "urn"))
  var resource: String?

  @Option(help: AdvisorSuppressAction.help("reason"))
  var reason: String

  @Option(help: AdvisorSuppressAction.help("owner", "name"))
  var owner: String

  @Option(help: AdvisorSuppressAction.help("until", "date"))
  var until: String

  @Option(help: AdvisorSuppressAction.help("account", "name"))
  var account: String?

  @Flag(help: AdvisorSuppressAction.help("every_account"))
  var everyAccount = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorSuppressAction.Request {
    var request = AdvisorSuppressAction.Request()
    request.target = target
    request.resource = resource
    request.reason = reason
    request.owner = owner
    request.until = until
    request.account = account
    request.everyAccount = everyAccount
    return request
  }

  func table(_ outcome: Suppression, in invocation: Invocation) -> String {
    "suppression \(outcome.id): \(SuppressionText.target(outcome)), \(SuppressionText.end(outcome))\n"
  }
}
