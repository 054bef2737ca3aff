import ArgumentParser
import IpaiActions
import IpaiCore
import IpaiPromotion

/// `ipai promote apply`
struct PromoteApply: ActionVerb {
  typealias Work = PromoteApplyAction

  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Promote the skills of a commit to the registry, all of them or none.",
    discussion: """
      With a file that 'ipai promote plan --out' wrote, exactly what it says is done: the commit is read again, and if anything \
      would be other than the plan says, or the registry has changed what it is about, nothing is promoted and the exit status \
      is 65.

      Examples:
        ipai promote apply plan.json --to postgres://ipai@db.example.org/ipai
        ipai promote apply --to ./registry --reason "release 1.4"
      """)

  @Argument(help: PromoteApplyAction.help("plan"))
  var plan: String?

  @Option(help: PromoteApplyAction.help("plan_digest", "digest"))
  var planDigest: String?

  @OptionGroup var planning: PlanningOptions

  @Option(help: PromoteApplyAction.help("reason", "text"))
  var reason: String?

  @OptionGroup var signing: SigningOptions
  @OptionGroup var common: CommonOptions

  func request(in invocation: Invocation) throws -> PromoteApplyAction.Request {
    var request = PromoteApplyAction.Request()
    try planning.apply(to: &request, in: invocation.world)
    request.reason = reason
    try signing.apply(to: &request, in: invocation.world)
    request.planDigest = planDigest
    request.plan = try plan.map(invocation.world.absolute)
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
}
