import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor unsuppress`
struct AdvisorUnsuppress: ActionVerb {
  typealias Work = AdvisorUnsuppressAction

  static let configuration = CommandConfiguration(
    commandName: "unsuppress",
    abstract: "Remove a suppression, so that what it covers counts again.",
    discussion: """
      A suppression is named by its number, which 'ipai advisor suppressions' shows.

      Examples:
        ipai advisor unsuppress 3
      """)

  @Argument(help: AdvisorUnsuppressAction.help("id"))
  var id: Int

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorUnsuppressAction.Request {
    var request = AdvisorUnsuppressAction.Request()
    request.id = id
    return request
  }

  func table(_ outcome: Suppression, in invocation: Invocation) -> String {
    "suppression \(outcome.id): \(SuppressionText.target(outcome)), \(SuppressionText.end(outcome))\n"
  }
}
