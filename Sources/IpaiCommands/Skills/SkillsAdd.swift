import ArgumentParser
import IpaiActions
import IpaiSkills

/// `ipai skills add`
struct SkillsAdd: ActionVerb {
  typealias Work = SkillsAddAction

  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Store a skill: a folder with a SKILL.md, or a single file.",
    discussion: """
      Adding the same content again changes nothing. A version that has left dev is never changed: new content needs a new \
      version.

      Examples:
        ipai skills add ./skills/deploy-check
        ipai skills add superset.skill.json --by ann
        ipai skills add --manifest '{"name": "deploy-check", "description": "Check a deployment."}'
      """)

  @Argument(help: SkillsAddAction.help("path"))
  var path: String?

  @Option(help: SkillsAddAction.help("manifest", "json"))
  var manifest: String?

  @Option(help: SkillsAddAction.help("by", "name"))
  var by: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsAddAction.Request {
    var request = SkillsAddAction.Request()
    request.path = try path.map { try invocation.world.absolute($0) }
    request.manifest = manifest
    request.by = by
    return request
  }

  func table(_ outcome: SkillSyncSummary, in invocation: Invocation) -> String {
    SkillSyncText.text(outcome, invocation.theme)
  }
}
