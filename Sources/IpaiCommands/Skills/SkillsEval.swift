import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiEvals

/// `ipai skills eval`
struct SkillsEval: ActionVerb {
  typealias Work = SkillsEvalAction

  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Run the evals of skills: check what their commands and prompts give.",
    discussion: """
      Evals are the files evals/*.yaml of a skill, and evals/evals.json of Agent Skills; 'man 7 ipai-skills' has their form. Each \
      case is run in a fresh temporary folder with a copy of the skill, a clean environment and a time limit. On Linux, where \
      user namespaces are allowed, it is also kept from the network, unless it asks for it, and from the files and processes of \
      this machine. Where it cannot be, this is said, and with --isolated nothing is run.

      Prompts, and what a model has to judge, are skipped unless --grader-url and --grader-model name a model. The text of the \
      skill and what commands write are then sent to it, with the key in IPAI_GRADER_KEY. The results are kept for promotion, \
      bound to the digest of the skill. The exit status is 1 if a case failed.

      Examples:
        ipai skills eval ./skills/deploy-check
        ipai skills eval deploy-check read-pdf@1.2.0 --isolated --format json
        ipai skills eval deploy-check --grader-url http://localhost:11434/v1 --grader-model qwen3
      """)

  @Argument(help: SkillsEvalAction.help("skill"))
  var skill: [String]

  @Option(name: .shortAndLong, help: SkillsEvalAction.help("jobs", "n"))
  var jobs: Int?

  @Flag(help: SkillsEvalAction.help("isolated"))
  var isolated = false

  @Flag(help: SkillsEvalAction.help("discard"))
  var discard = false

  @Option(help: SkillsEvalAction.help("grader_url", "address"))
  var graderUrl: String?

  @Option(help: SkillsEvalAction.help("grader_model", "name"))
  var graderModel: String?

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> SkillsEvalAction.Request {
    var request = SkillsEvalAction.Request()
    request.skill = try skill.map { try Self.isPath($0) ? invocation.world.absolute($0) : $0 }
    request.jobs = jobs
    request.isolated = isolated
    request.discard = discard
    request.graderUrl = graderUrl
    request.graderModel = graderModel
    return request
  }

  /// Names of skills have neither slashes nor dots.
  private static func isPath(_ text: String) -> Bool { text.contains("/") || [".", ".."].contains(text) }

  func table(_ outcome: SkillsEvalAction.Outcome, in invocation: Invocation) -> String {
    let text = EvalText(theme: invocation.theme)
    let counts = ["\(outcome.passed) passed", "\(outcome.failed) failed", "\(outcome.skipped) skipped"]
    let cases = outcome.passed + outcome.failed + outcome.skipped
    return outcome.items.map(text.text).joined() + "\(Count.text(cases, "case")): \(counts.joined(separator: ", "))\n"
  }

  /// Says from what the commands were not kept, and which skills have no evals.
  func say(of outcome: SkillsEvalAction.Outcome, in invocation: Invocation) {
    if let remark = outcome.items.first?.isolation.remark { invocation.say(remark) }
    for item in outcome.items where item.cases.isEmpty { invocation.say("\(item.skill) has no evals") }
  }

  func check(_ outcome: SkillsEvalAction.Outcome) throws {
    if outcome.failed > 0 { throw IpaiError(.no, Count.text(outcome.failed, "case") + " failed") }
  }
}
