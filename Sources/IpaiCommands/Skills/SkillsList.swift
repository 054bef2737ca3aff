import ArgumentParser
import IpaiActions
import IpaiSkills

/// `ipai skills list`
struct SkillsList: ListVerb {
  typealias Work = SkillsListAction

  static let noun = (one: "skill", many: "skills")
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the latest version of each skill, by name.",
    discussion: """
      The exit status is 1 if there is none.

      Examples:
        ipai skills list
        ipai skills list --status approved --status stable --all --format jsonl
      """)

  @Option(parsing: .singleValue, help: SkillsListAction.help("status", "status"))
  var status: [SkillStatus] = []

  @OptionGroup var page: PageOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsListAction.Request {
    var request = SkillsListAction.Request()
    request.status = status
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: SkillPage, in invocation: Invocation) -> String {
    SkillTable.rendered(outcome.items, invocation.theme)
  }

  /// Says how to get the next page.
  func say(of outcome: SkillPage, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
  }
}

extension SkillStatus: ExpressibleByArgument {}
