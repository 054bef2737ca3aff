import ArgumentParser
import Foundation
import IpaiActions
import IpaiSkills

/// `ipai skills show`
struct SkillsShow: ActionVerb {
  typealias Work = SkillsShowAction

  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a skill: what it says, its files and its versions.",
    discussion: """
      Examples:
        ipai skills show deploy-check
        ipai skills show deploy-check@1.2.0 --format json
      """)

  @Argument(help: SkillsShowAction.help("name"))
  var name: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsShowAction.Request {
    var request = SkillsShowAction.Request()
    request.name = name
    return request
  }

  func table(_ outcome: ShownSkill, in invocation: Invocation) -> String {
    let theme = invocation.theme
    var text = TextTable(styles: [theme.dim, { $0 }])
    for (field, value) in outcome.fields.sorted(by: { $0.key < $1.key }) { text.add([field + ":", value]) }
    text.add(["digest:", outcome.skill.digest])
    for missing in outcome.missing { text.add(["missing:", missing]) }
    for version in outcome.versions { text.add(["also:", "\(version.version) (\(version.status.rawValue))"]) }
    var files = TextTable(styles: [theme.dim, { $0 }])
    for file in outcome.files { files.add(["\(file.bytes) B", file.path]) }
    let body = outcome.body.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitized($0) }
    return text.rendered(theme) + "\n" + files.rendered(theme) + "\n" + body.joined(separator: "\n") + "\n"
  }
}
