import ArgumentParser
import IpaiActions
import IpaiSkills

/// `ipai skills set-status`
struct SkillsSetStatus: ActionVerb {
  typealias Work = SkillsSetStatusAction

  static let configuration = CommandConfiguration(
    commandName: "set-status",
    abstract: "Move a version of a skill to another status.",
    discussion: """
      A version moves from dev over testing and approved to stable; it can go back one step, and be deprecated at any time. A \
      deprecated version can return to dev. Every move is recorded, with who made it and why. The files of the skill are not \
      changed: the status that they give counts when their content is new.

      Examples:
        ipai skills set-status deploy-check testing --reason complete
        ipai skills set-status deploy-check@1.1.0 deprecated --reason "replaced by 1.2.0" --by ann
      """)

  @Argument(help: SkillsSetStatusAction.help("name"))
  var name: String

  @Argument(help: SkillsSetStatusAction.help("status"))
  var status: SkillStatus

  @Option(help: SkillsSetStatusAction.help("reason", "text"))
  var reason: String

  @Option(help: SkillsSetStatusAction.help("by", "name"))
  var by: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsSetStatusAction.Request {
    var request = SkillsSetStatusAction.Request()
    request.name = name
    request.status = status
    request.reason = reason
    request.by = by
    return request
  }

  func table(_ outcome: StoredSkill, in invocation: Invocation) -> String {
    "\(outcome.name) \(outcome.version) is \(outcome.status.rawValue)\n"
  }
}
