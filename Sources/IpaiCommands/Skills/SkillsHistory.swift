import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiSkills

/// `ipai skills history`
struct SkillsHistory: ActionVerb {
  typealias Work = SkillsHistoryAction

  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the moves of a skill's versions from one status to another.",
    discussion: """
      Examples:
        ipai skills history deploy-check
      """)

  @Argument(help: SkillsHistoryAction.help("name"))
  var name: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsHistoryAction.Request {
    var request = SkillsHistoryAction.Request()
    request.name = name
    return request
  }

  func table(_ outcome: SkillsHistoryAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "DATE", style: theme.dim), .init(head: "VERSION"), .init(head: "FROM"), .init(head: "TO"),
      .init(head: "BY", most: 30), .init(head: "REASON"),
    ])
    for change in outcome.items {
      table.add([
        change.date.rfc3339, change.version, change.from?.rawValue ?? "", change.to.rawValue, change.by, change.reason,
      ])
    }
    return table.rendered(theme)
  }
}
