import ArgumentParser
import IpaiActions
import IpaiSkills

/// `ipai skills diff`
struct SkillsDiff: ActionVerb {
  typealias Work = SkillsDiffAction

  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what differs between two versions of a skill.",
    discussion: """
      Examples:
        ipai skills diff deploy-check 1.1.0 1.2.0
      """)

  @Argument(help: SkillsDiffAction.help("name"))
  var name: String

  @Argument(help: SkillsDiffAction.help("from"))
  var from: String

  @Argument(help: SkillsDiffAction.help("to"))
  var to: String

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) -> SkillsDiffAction.Request {
    var request = SkillsDiffAction.Request()
    request.name = name
    request.from = from
    request.to = to
    return request
  }

  func table(_ outcome: SkillsDiffAction.Outcome, in invocation: Invocation) -> String {
    let theme = invocation.theme
    let fields = outcome.fields.map { field in
      "\(field.field): \(field.old ?? "") -> \(field.new ?? "")"
    }
    let files = outcome.files.map { file in
      let modes = [file.oldMode, file.newMode].compactMap { $0 }
      let head = "\(file.kind.rawValue) \(file.path) (\(modes.joined(separator: " -> ")))"
      return theme.id(TerminalText.sanitized(head)) + "\n" + lines(file.diff ?? "")
    }
    return fields.map { TerminalText.sanitized($0) + "\n" }.joined() + files.joined()
  }

  private func lines(_ text: String) -> String {
    text.split(separator: "\n").map { TerminalText.sanitized($0) + "\n" }.joined()
  }
}
