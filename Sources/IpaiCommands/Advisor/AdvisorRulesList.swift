import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor rules list`
struct AdvisorRulesList: ActionVerb {
  typealias Work = AdvisorRulesListAction

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the rules that accounts are judged by.",
    discussion: """
      Examples:
        ipai advisor rules list
        ipai advisor rules list --category cost --severity medium
      """)

  @Option(help: AdvisorRulesListAction.help("category"))
  var category: [RuleCategory] = []

  @Option(help: AdvisorRulesListAction.help("severity"))
  var severity: Severity?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorRulesListAction.Request {
    var request = AdvisorRulesListAction.Request()
    request.category = category
    request.severity = severity
    return request
  }

  func answer(_ outcome: AdvisorRulesListAction.Outcome, in invocation: Invocation) {
    invocation.answer(Answer(whole: outcome, items: outcome.rules) { _ in table(outcome, in: invocation) })
  }

  func table(_ outcome: AdvisorRulesListAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "RULE", style: theme.id), .init(head: "SEVERITY"), .init(head: "CATEGORY"), .init(head: "TITLE"),
    ])
    for rule in outcome.rules { table.add([rule.id, rule.severity.rawValue, rule.category.rawValue, rule.title]) }
    return table.rendered(theme)
  }
}

extension RuleCategory: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
