import ArgumentParser
import IpaiActions
import IpaiAdvisor
import IpaiCore

/// `ipai advisor doctor`
struct AdvisorDoctor: ActionVerb {
  typealias Work = AdvisorDoctorAction

  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what a token may read, and what that leaves out.",
    discussion: """
      The token is found as 'ipai advisor scan' finds it. One small request is made for each scope that rules need, and none that changes \
      anything; what is refused is a scope that the token lacks. No request can show whether the token may change things without changing \
      something, so ipai asks DigitalOcean for its scopes, as 'doctl auth init' does. If DigitalOcean does not say, the answer is not known.

      The exit status is 1 if a check fails: there is no token, it is not accepted, or there are rules that cannot be judged with it. \
      Warnings do not count.

      Examples:
        ipai advisor doctor
        ipai advisor doctor --context work
        ipai advisor doctor --format json
      """)

  @Option(help: AdvisorDoctorAction.help("context", "name"))
  var context: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorDoctorAction.Request {
    var request = AdvisorDoctorAction.Request()
    request.context = context
    return request
  }

  func table(_ outcome: AdvisorDoctorAction.Outcome, in invocation: Invocation) -> String {
    ScopeText.text(outcome, invocation.theme)
  }

  func check(_ outcome: AdvisorDoctorAction.Outcome) throws { try FindingTable.check(outcome.checks) }
}
