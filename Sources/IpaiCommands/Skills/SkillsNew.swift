import ArgumentParser
import IpaiActions

/// `ipai skills new`
struct SkillsNew: ActionVerb {
  typealias Work = SkillsNewAction

  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write the skeleton of a skill into a new folder.",
    discussion: """
      The skeleton is valid as it is. Nothing that is there already is changed.

      Examples:
        ipai skills new deploy-check
        ipai skills new deploy-check --dir ./skills --description "Checks a deployment. Use before each release."
      """)

  @Argument(help: SkillsNewAction.help("name"))
  var name: String

  @Option(help: SkillsNewAction.help("description", "text"))
  var description: String?

  @Option(help: SkillsNewAction.help("dir", "path"))
  var dir: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsNewAction.Request {
    var request = SkillsNewAction.Request()
    request.name = name
    request.description = description
    request.dir = try dir.map { try invocation.world.absolute($0) }
    return request
  }

  func table(_ outcome: SkillsNewAction.Outcome, in invocation: Invocation) -> String {
    if outcome.written.isEmpty { return TerminalText.sanitized(outcome.path) + " is there already\n" }
    return outcome.written.map { TerminalText.sanitized("\(outcome.path)/\($0)") + "\n" }.joined()
  }
}
