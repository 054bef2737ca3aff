package import IpaiAccess
import IpaiCore
package import IpaiPromotion

/// `promote plan`: what a promotion would do.
package enum PromotePlanAction: Action {
  /// Which skills of which commit, and where to.
  package struct Request: PlanningRequest {
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
    package var runEvals = false

    package var runsEvals: Bool { runEvals }

    package init() {}
  }

  package static let name = ActionName("promote", "plan")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/promote/plan")
  package static let summary = "Show what promoting the skills of a commit would change in the registry."
  package static let fields: [Field<Request>] =
    Request.planningFields + [
      .flag("run_evals", \.runEvals, "Run the evals that have not been run on the files of the commit.")
    ]
  package static var example: Request {
    var request = Request()
    request.to = "postgres://ipai@db.example.org/ipai"
    request.status = [.approved]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SealedPlan {
    try services.checkMayPromote()
    return try await services.working { isCancelled in
      let place = try PromotionPlace(request.to, forWriting: false, in: services)
      return try await place.used {
        let planned = try await services.promotionPlan(request, for: place.registry, isCancelled: isCancelled)
        return try SealedPlan(planned.plan)
      }
    }
  }
}
