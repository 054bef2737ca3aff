import Foundation
package import IpaiAccess
import IpaiCore
import IpaiGit
package import IpaiPromotion
import IpaiSkills

/// `promote apply`: promotes what a plan says, or what a new plan says.
package enum PromoteApplyAction: Action {
  /// Which skills of which commit, where to, and who is told.
  package struct Request: PlanningRequest, SigningRequest {
    package var plan: String?
    package var planDigest: String?
    package var repo: String?
    package var dir: String?
    package var revision: String?
    package var to: String?
    package var status: [PromotedStatus] = []
    package var skill: [String] = []
    package var prune = false
    package var allowDirty = false
    package var allowMoveBack = false
    package var allowRolledBack = false
    package var allowMissingEvals = false
    package var allowUnisolatedEvals = false
    package var allowSecrets: [String] = []
    package var diff = false
    package var reason: String?
    package var by: String?
    package var sign: String?
    package var signer: String?
    package var rollout = true

    package var runsEvals: Bool { true }

    package init() {}
  }

  /// What was promoted.
  package struct Outcome: Codable, Sendable, Equatable {
    /// What was planned.
    package var plan: PromotionPlan
    /// The number of the promotion; nil where there was nothing to do.
    package var number: Int?
    /// The digest of its statement.
    package var digest: String?
    /// What became of the messages.
    package var messages = OutboxDelivery.Result()
  }

  package static let name = ActionName("promote", "apply")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/promote/apply")
  package static let summary = "Promote the skills of a commit to the registry, all of them or none."
  package static let fields: [Field<Request>] =
    [
      .path("plan", \.plan, "The file with the plan that was approved; without it, a new plan is made."),
      .text(
        "plan_digest", \.planDigest, minBytes: 1, maxBytes: 80, "The digest that the plan has to have, as it was shown."
      ),
    ]
    + Request.planningFields
    + [.text("reason", \.reason, minBytes: 1, maxBytes: 1_000, "Why, for the record.")]
    + Request.signingFields
  package static var example: Request {
    var request = Request()
    request.to = "postgres://ipai@db.example.org/ipai"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkMayPromote()
    var request = request
    let approved = try request.plan.map { try read($0, digest: request.planDigest) }
    if request.planDigest != nil, approved == nil {
      throw IpaiError(.usage, "a digest was given, and no plan", hint: "give the file of the plan")
    }
    if let approved { try follow(approved, &request) }
    let wanted = request
    return try await services.working { isCancelled in
      // A promotion that is refused makes no file.
      let isThere = PromotionPlace.isThere(wanted.to)
      let place = try PromotionPlace(wanted.to, forWriting: isThere, in: services)
      return try await place.used {
        var (plan, skills) = try await services.promotionPlan(wanted, for: place.registry, isCancelled: isCancelled)
        if let approved {
          try await check(plan, approved, wanted, services)
          plan = plan.spelled(as: approved).withoutLines
        }
        try plan.checkRefused()
        if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was changed") }
        let context = try await services.promotionContext(wanted, reason: wanted.reason)
        if isThere { return try await apply(plan, skills, to: place, wanted, context, services, isCancelled) }
        guard !plan.steps.isEmpty else { return Outcome(plan: plan) }
        try await context.trySigner()
        let made = try PromotionPlace(wanted.to, forWriting: true, in: services)
        return try await made.used { try await apply(plan, skills, to: made, wanted, context, services, isCancelled) }
      }
    }
  }

  private static func apply(
    _ plan: PromotionPlan, _ skills: [String: SkillAddition], to place: PromotionPlace, _ wanted: Request,
    _ context: PromotionContext, _ services: Services, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> Outcome {
    let apply = PromotionApply(place.registry, context)
    guard let statement = try await apply.run(plan.steps, skills, from: plan.origin) else {
      // What an earlier promotion could not publish or send is published and sent now.
      try await services.publish(place, isCancelled: isCancelled)
      let messages = try await services.delivered(place.registry, delivers: wanted.rollout, isCancelled: isCancelled)
      return Outcome(plan: plan, messages: messages)
    }
    let digest = PromotionStatement.digest(of: try statement.text())
    let messages = try await services.afterPromotion(
      statement, digest, place, delivers: wanted.rollout, isCancelled: isCancelled)
    return Outcome(plan: plan, number: statement.number, digest: digest, messages: messages)
  }

  private static func read(_ path: String, digest: String?) throws -> PromotionPlan {
    guard let content = try SmallFile.read(path, maxBytes: SealedPlan.maxBytes) else {
      throw IpaiError(.notFound, "there is no plan at \(path)", hint: "make one: ipai promote plan --out FILE")
    }
    let plan = try SealedPlan.read(Data(content), path: path)
    let actual = try SealedPlan(plan).digest
    guard digest == nil || digest == actual else {
      throw IpaiError(
        .conflict, "the plan in \(path) is another one: its digest is \(actual)",
        hint: "apply the one that was approved")
    }
    return plan
  }

  /// Takes from the plan what it says of the commit and the selection. Throws `IpaiError(.usage)` where the request says something else.
  private static func follow(_ plan: PromotionPlan, _ request: inout Request) throws(IpaiError) {
    var bare = Request()
    bare.plan = request.plan
    bare.planDigest = request.planDigest
    bare.repo = request.repo
    bare.to = request.to
    bare.allowDirty = request.allowDirty
    bare.allowUnisolatedEvals = request.allowUnisolatedEvals
    bare.reason = request.reason
    bare.by = request.by
    bare.sign = request.sign
    bare.signer = request.signer
    bare.rollout = request.rollout
    guard bare == request else {
      throw IpaiError(
        .usage, "a plan says itself which skills are promoted", hint: "give the options to 'ipai promote plan'")
    }
    request.dir = plan.origin.folder.isEmpty ? "." : plan.origin.folder
    request.revision = plan.origin.commit
    request.status = plan.selection.statuses.compactMap { PromotedStatus(rawValue: $0.rawValue) }
    request.skill = plan.selection.names
    request.prune = plan.selection.retiresVanished
    request.allowMoveBack = plan.selection.movesBack
    request.allowRolledBack = plan.selection.takesRolledBack
    request.allowMissingEvals = plan.selection.takesWithoutEvals
    request.allowSecrets = plan.selection.withSecrets
    request.allowDirty = request.allowDirty || plan.origin.isDirty
    request.diff = plan.showsLines
  }

  /// Throws `IpaiError(.conflict)` where a new plan is not the one that was approved.
  private static func check(
    _ plan: PromotionPlan, _ approved: PromotionPlan, _ request: Request, _ services: Services
  ) async throws {
    guard KnownHeads.key(plan.registry) == KnownHeads.key(approved.registry) else {
      throw IpaiError(
        .conflict, "the plan was made for \(approved.registry), and not for \(plan.registry)",
        hint: "make another: ipai promote plan --out FILE")
    }
    let comparison = PlanComparison(
      plan, with: approved, hasBranch: try await hasBranch(plan, approved.origin.branch, request, services))
    try comparison.check()
  }

  /// Whether the commit is in the branch that a plan names, whatever is checked out.
  private static func hasBranch(
    _ plan: PromotionPlan, _ branch: String?, _ request: Request, _ services: Services
  ) async throws -> Bool {
    guard let branch, branch != plan.origin.branch else { return true }
    let git = services.gitProgram(in: try services.repository(request.repo))
    return await git.branch(branch, has: plan.origin.commit)
  }
}
