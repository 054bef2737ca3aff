import ArgumentParser
import IpaiActions
import IpaiAdvisor

/// `ipai advisor rules show`
struct AdvisorRulesShow: ActionVerb {
  typealias Work = AdvisorRulesShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a rule looks at, why, and what it leaves alone.",
    discussion: """
      Examples:
        ipai advisor rules show DO-COST-001
        ipai advisor rules show do-sec-007 --format json
      """)

  @Argument(help: AdvisorRulesShowAction.help("id"))
  var id: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> AdvisorRulesShowAction.Request {
    var request = AdvisorRulesShowAction.Request()
    request.id = id
    return request
  }

  func table(_ rule: RuleManual, in invocation: Invocation) -> String {
    let theme = invocation.theme
    let facts = [
      ("category", rule.category.title), ("severity", rule.severityText), ("effort", rule.effort.rawValue),
      ("scopes", rule.scopes.joined(separator: ", ")),
    ]
    var text = theme.id(rule.id) + "  " + theme.bold(rule.title) + "\n\n"
    for (name, value) in facts { text += "  \(name.padding(to: 10))\(value)\n" }
    text += "\n" + section("Why it matters", rule.why, theme) + section("When a resource fails", rule.condition, theme)
    text += section("What is left alone", rule.guards, theme)
    text += section("Read from", rule.endpoints.joined(separator: "\n  "), theme)
    return text + section("More", rule.references.joined(separator: "\n  "), theme, isLast: true)
  }

  private func section(_ title: String, _ text: String, _ theme: Theme, isLast: Bool = false) -> String {
    theme.bold(title) + "\n  " + text + "\n" + (isLast ? "" : "\n")
  }
}

extension String {
  /// The text with spaces behind it, so many characters in all.
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
