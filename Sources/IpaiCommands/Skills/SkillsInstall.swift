import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai skills install`
struct SkillsInstall: ActionVerb {
  typealias Work = SkillsInstallAction

  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install skills from a registry, after every digest has been verified.",
    discussion: """
      A skill is asked for by its name, by name@version, or by name@label, where the label is latest, approved or \
      stable. All are fetched and verified before the first file is placed, and each takes its folder as a whole. A \
      folder that was changed by hand is left alone unless --overwrite is given. What was installed stands in a lock \
      file, and --locked installs exactly that again. Nothing of a skill is run. A key for an address goes into the \
      variable IPAI_REGISTRY_KEY. 'man 7 ipai-skills' has the details.

      Examples:
        ipai skills install deploy-check --from https://skills.example.org
        ipai skills install deploy-check@stable triage@1.2.0 --from ./registry --into .claude/skills
        ipai skills install --locked
      """)

  @Argument(help: SkillsInstallAction.help("names"))
  var names: [String] = []

  @Option(help: SkillsInstallAction.help("from", "registry"))
  var from: String?

  @Option(help: SkillsInstallAction.help("into", "dir"))
  var into: String?

  @Option(help: SkillsInstallAction.help("lock", "file"))
  var lock: String?

  @Flag(help: SkillsInstallAction.help("locked"))
  var locked = false

  @Flag(help: SkillsInstallAction.help("overwrite"))
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsInstallAction.Request {
    var request = SkillsInstallAction.Request()
    request.names = names
    request.from = try from.map { try RegistryPlace.absolute($0, in: invocation.world) }
    request.into = try into.map { try invocation.world.absolute($0) }
    request.lock = try lock.map { try invocation.world.absolute($0) }
    request.locked = locked
    request.overwrite = overwrite
    return request
  }

  func table(_ outcome: SkillsInstallAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var table = TextTable([
      .init(head: "SKILL", style: theme.id), .init(head: "VERSION"), .init(head: "STATUS"), .init(head: "RESULT"),
      .init(head: "FILES"), .init(head: "DIGEST", style: theme.dim),
    ])
    for skill in outcome.skills {
      table.add([
        skill.name, skill.version, skill.status ?? "", skill.result.rawValue, "\(skill.files)",
        String(skill.digest.prefix(19)),
      ])
    }
    return table.rendered(theme)
  }
}
