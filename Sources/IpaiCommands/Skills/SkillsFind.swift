import ArgumentParser
import IpaiActions
import IpaiSearch

/// `ipai skills find`
struct SkillsFind: ListVerb {
  typealias Work = SkillsFindAction

  static let noun = (one: "skill", many: "skills")
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find skills by what they do.",
    discussion: """
      Searches the name, the description and the text of the latest version of each skill that is not deprecated. The exit \
      status is 1 when nothing matched.

      Examples:
        ipai skills find "check a deployment before the release"
        ipai skills find "read a PDF" --mode lexical --format json
      """)

  @Argument(help: SkillsFindAction.help("query"))
  var query: [String] = []

  @Option(help: SkillsFindAction.help("mode", "mode"))
  var mode: SearchMode?

  @OptionGroup var page: PageOptions

  @Flag(help: SkillsFindAction.help("explain"))
  var explain = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsFindAction.Request {
    var request = SkillsFindAction.Request()
    request.query = query.joined(separator: " ")
    request.mode = mode
    request.explain = explain
    page.apply(to: &request)
    return request
  }

  func table(_ outcome: FoundSkills, in invocation: Invocation) -> String {
    let text = FoundSkillText(theme: invocation.theme, explains: explain)
    return outcome.items.map(text.text).joined()
  }

  /// Says how to get the next page, and why only words count.
  func say(of outcome: FoundSkills, _ services: Services, in invocation: Invocation) {
    page.sayMore(outcome.next, of: Self.noun.many, invocation)
    if let reason = outcome.meaningUnavailable { invocation.say("searching by words alone: \(reason)") }
  }
}
