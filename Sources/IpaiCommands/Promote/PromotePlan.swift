import IpaiSkills
import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote plan`
struct PromotePlan: ActionVerb {
  typealias Work = PromotePlanAction

  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what promoting the skills of a commit would change in the registry.",
    discussion: """
      Lists the skills that would be added, changed, moved to another status, moved back or retired, with the files that differ, and \
      why the others are left alone. Nothing is changed. The plan that --out writes can be applied later: 'ipai promote apply' does \
      what it says or nothing. In a run of GitHub Actions, a summary is written to GITHUB_STEP_SUMMARY.

      The exit status is 65 if a skill cannot be promoted. With --detailed-exitcode it is 2 if there is something to do, and 0 if not.

      Examples:
        ipai promote plan --to postgres://ipai@db.example.org/ipai
        ipai promote plan --dir skills --diff --out plan.json --detailed-exitcode
      """)

  @OptionGroup var planning: PlanningOptions

  @Option(help: ArgumentHelp("Write the plan to this file as well.", valueName: "file"))
  var out: String?

  @Flag(help: PromotePlanAction.help("run_evals"))
  var runEvals = false

  @Flag(name: .customLong("detailed-exitcode"), help: "End with status 2 if there is something to do.")
  var detailedExitCode = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromotePlanAction.Request {
    var request = PromotePlanAction.Request()
    try planning.apply(to: &request, in: invocation.world)
    request.runEvals = runEvals
    return request
  }

  func table(_ outcome: SealedPlan, in invocation: Invocation) -> String {
    PromotionPlanText.text(outcome.plan, invocation.theme)
  }

  func say(of outcome: SealedPlan, in invocation: Invocation) {
    for refused in outcome.plan.refused {
      let hint = refused.hint.map { "; \($0)" } ?? ""
      invocation.say("refused: \(refused.message)\(hint)")
    }
  }

  func check(_ outcome: SealedPlan) throws {
    try outcome.plan.checkRefused()
    if detailedExitCode, !outcome.plan.steps.isEmpty { throw IpaiError(.pending, "") }
  }

  /// The verb as it shows a plan that another verb has made.
  static func shown(by common: CommonOptions) -> PromotePlan {
    var verb = PromotePlan()
    verb.common = common
    return verb
  }

  func run(in invocation: Invocation) throws {
    let outcome = try invocation.outcome(of: Work.self, request(in: invocation))
    if let out {
      try FileReplacement.write(outcome.file(), to: invocation.world.absolute(out), permissions: 0o644)
    }
    PromotionSummary.write(outcome, in: invocation)
    say(of: outcome, in: invocation)
    answer(outcome, in: invocation)
    try check(outcome)
  }
}
