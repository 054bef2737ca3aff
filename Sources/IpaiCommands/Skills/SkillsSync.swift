import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiSkills

/// `ipai skills sync`
struct SkillsSync: ActionVerb {
  typealias Work = SkillsSyncAction

  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Add and update the skills in folders, which are the source of truth.",
    discussion: """
      Says which skills were added, updated or moved to another status, and which are no longer there; --prune retires those. \
      A skill that has errors, or whose version is stored with other content and has left dev, is refused, and the others \
      are stored; the exit status is then 65.

      Examples:
        ipai skills sync ./skills
        ipai skills sync ./skills --prune --by ci
      """)

  @Argument(help: SkillsSyncAction.help("path"))
  var path: [String]

  @Flag(help: SkillsSyncAction.help("prune"))
  var prune = false

  @Option(help: SkillsSyncAction.help("by", "name"))
  var by: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsSyncAction.Request {
    var request = SkillsSyncAction.Request()
    request.path = try path.map { try invocation.world.absolute($0) }
    request.prune = prune
    request.by = by
    return request
  }

  func table(_ outcome: SkillSyncSummary, in invocation: Invocation) -> String {
    SkillSyncText.text(outcome, invocation.theme)
  }

  /// Names the skills that vanished and those that were refused.
  func say(of outcome: SkillSyncSummary, in invocation: Invocation) { SkillSyncText.say(outcome, invocation) }

  func check(_ outcome: SkillSyncSummary) throws {
    guard let first = outcome.refused.first else { return }
    throw IpaiError(
      first.code, "\(Count.text(outcome.refused.count, "skill", "was", "were")) not stored; the others are",
      hint: "to see all that is wrong: ipai skills validate \(path.map(ShellWord.quoted).joined(separator: " "))")
  }
}
