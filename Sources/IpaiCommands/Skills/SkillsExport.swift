import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai skills export`
struct SkillsExport: ActionVerb {
  typealias Work = SkillsExportAction

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the files of a skill into a folder, byte for byte as they were added.",
    discussion: """
      If a file is there and differs, nothing is written, unless --overwrite is given. Other files in the folder stay.

      Examples:
        ipai skills export deploy-check ./deploy-check
        ipai skills export deploy-check@1.1.0 /tmp/deploy-check
      """)

  @Argument(help: SkillsExportAction.help("name"))
  var name: String

  @Argument(help: SkillsExportAction.help("dir"))
  var dir: String

  @Flag(help: SkillsExportAction.help("overwrite"))
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsExportAction.Request {
    var request = SkillsExportAction.Request()
    request.name = name
    request.dir = try invocation.world.absolute(dir)
    request.overwrite = overwrite
    return request
  }

  func table(_ outcome: SkillsExportAction.Outcome, in invocation: Invocation) -> String {
    let files = Count.text(outcome.written.count, "file")
    return "\(outcome.name) \(outcome.version): \(files) written, \(outcome.unchanged.count) there already\n"
  }
}
