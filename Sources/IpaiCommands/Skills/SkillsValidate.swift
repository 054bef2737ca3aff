import ArgumentParser
import IpaiActions
import IpaiCore

/// `ipai skills validate`
struct SkillsValidate: ActionVerb {
  typealias Work = SkillsValidateAction

  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check skills, and say what is wrong with them and how to fix it.",
    discussion: """
      Errors and warnings are written as file:line, and what to do about each. Keys that the specification does not know are \
      warnings. The exit status is 1 if a skill has errors or, with --strict, warnings.

      Examples:
        ipai skills validate ./skills
        ipai skills validate ./skills/deploy-check --strict --format json
      """)

  @Argument(help: SkillsValidateAction.help("path"))
  var path: [String]

  @Flag(help: SkillsValidateAction.help("strict"))
  var strict = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsValidateAction.Request {
    var request = SkillsValidateAction.Request()
    request.path = try path.map { try invocation.world.absolute($0) }
    request.strict = strict
    return request
  }

  func table(_ outcome: SkillsValidateAction.Outcome, in invocation: Invocation) -> String {
    let text = SkillFindingText(theme: invocation.theme)
    let findings = outcome.skills.flatMap { skill in skill.findings.map { text.text($0, in: skill.path) } }
    let counts = [Count.text(outcome.errors, "error"), Count.text(outcome.warnings, "warning")]
    return findings.joined() + "\(Count.text(outcome.skills.count, "skill")): \(counts.joined(separator: ", "))\n"
  }

  func check(_ outcome: SkillsValidateAction.Outcome) throws {
    guard !outcome.isValid else { return }
    let wrong = outcome.skills.filter { !$0.isValid }.count
    throw IpaiError(.no, "\(Count.text(wrong, "skill", "is", "are")) not valid")
  }
}
