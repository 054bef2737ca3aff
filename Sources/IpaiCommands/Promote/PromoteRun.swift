import ArgumentParser
import Foundation
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote run`, which is also `ipai promote` alone: a plan that is applied at once.
struct PromoteRun: ActionVerb {
  typealias Work = PromoteApplyAction

  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Plan and apply in one; what 'ipai promote' does without a verb.",
    discussion: """
      On a terminal the plan is shown, and applied when you answer 'yes', or at once with --yes. Where nobody looks, as in CI, it is \
      applied. Nothing is promoted while one of the skills cannot be.

      Examples:
        ipai promote --status approved
        ipai promote run --status stable --dry-run --to ./registry
      """)

  @OptionGroup var planning: PlanningOptions

  @Option(help: PromoteApplyAction.help("reason", "text"))
  var reason: String?

  @OptionGroup var signing: SigningOptions

  @Flag(help: "Show the plan, and change nothing.")
  var dryRun = false

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteApplyAction.Request {
    var request = PromoteApplyAction.Request()
    try planning.apply(to: &request, in: invocation.world)
    request.reason = reason
    try signing.apply(to: &request, in: invocation.world)
    return request
  }

  func table(_ outcome: PromoteApplyAction.Outcome, in invocation: Invocation) -> String {
    PromotionOutcomeText.text(outcome, invocation.theme)
  }

  func say(of outcome: PromoteApplyAction.Outcome, in invocation: Invocation) {
    if let plan = try? SealedPlan(outcome.plan) { PromotionSummary.write(plan, in: invocation) }
    if let number = outcome.number { StoredPromotion.remember(number, in: outcome.plan.registry, invocation) }
    OutboxText.say(outcome.messages, in: invocation)
  }

  func run(in invocation: Invocation) throws {
    let asks = !yes && invocation.world.standardOutput.isTerminal
    guard dryRun || asks else { return try run(request(in: invocation), in: invocation) }
    var request = PromotePlanAction.Request()
    request.runEvals = true
    try planning.apply(to: &request, in: invocation.world)
    let outcome = try invocation.outcome(of: PromotePlanAction.self, request)
    let verb = PromotePlan.shown(by: common)
    verb.say(of: outcome, in: invocation)
    verb.answer(outcome, in: invocation)
    try outcome.plan.checkRefused()
    guard !dryRun, !outcome.plan.steps.isEmpty, confirms(invocation) else { return }
    try apply(outcome, in: invocation)
  }

  /// Applies the plan that was shown, and no other that could be made by now.
  private func apply(_ plan: SealedPlan, in invocation: Invocation) throws {
    let path = "\(invocation.sources.directories.data)/plan-\(UUID().uuidString).json"
    try FileReplacement.write(plan.file(), to: path, permissions: 0o600)
    defer { unlink(path) }
    var request = PromoteApplyAction.Request()
    request.plan = path
    request.repo = try planning.repo.map(invocation.world.absolute)
    request.to = try planning.to.map { try RegistryPlace.absolute($0, in: invocation.world) }
    request.allowDirty = planning.allowDirty
    request.allowUnisolatedEvals = planning.allowUnisolatedEvals
    request.reason = reason
    try signing.apply(to: &request, in: invocation.world)
    let outcome = try invocation.outcome(of: Work.self, request)
    say(of: outcome, in: invocation)
    if let number = outcome.number { invocation.world.standardOutput.write("promoted: number \(number)\n") }
  }

  /// Whether the user answers 'yes'.
  private func confirms(_ invocation: Invocation) -> Bool {
    invocation.world.standardError.write("Promote this? Only 'yes' is taken as an answer: ")
    let answer = invocation.world.readLine().map { String(decoding: $0, as: UTF8.self) } ?? ""
    if answer.split(separator: " ") == ["yes"] { return true }
    invocation.say("nothing was changed")
    return false
  }
}
