package import IpaiAccess
import IpaiCore
package import IpaiPromotion

/// `promote rollback`: puts an earlier version in force again.
package enum PromoteRollbackAction: Action {
  /// Which skill, and what to.
  package struct Request: ActionRequest, SigningRequest {
    package var name = ""
    package var to: String?
    package var reason = ""
    package var registry: String?
    package var by: String?
    package var sign: String?
    package var signer: String?
    package var rollout = true

    package init() {}
  }

  /// What was done.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The registry.
    package var registry: String
    /// What was done.
    package var step: PromotionStep
    /// The number of the promotion.
    package var number: Int
    /// The digest of its statement.
    package var digest: String
    /// What became of the messages.
    package var messages: OutboxDelivery.Result
  }

  package static let name = ActionName("promote", "rollback")
  package static let effect = Effect.write
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/promote/rollback")
  package static let summary = "Put the version of a skill in force that was before, or another one."
  package static let fields: [Field<Request>] =
    [
      .required("name", \.name, maxBytes: 64, "The skill."),
      .text(
        "to", \.to, minBytes: 1, maxBytes: 128, "The version to put in force.", fallback: "the one before"),
      .required("reason", \.reason, maxBytes: 1_000, "Why, for the record."),
      .text(
        "registry", \.registry, minBytes: 1,
        "The registry: an address as in --store, a database file (.db), or a folder.", fallback: "the shared store"),
    ] + Request.signingFields
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    request.reason = "it stops on Fridays"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkMayPromote()
    return try await services.working { isCancelled in
      let place = try PromotionPlace(
        request.registry, forWriting: true, mustExist: true, option: "--registry", in: services)
      return try await place.used {
        let step = try await PromotionRollback(place.registry).step(of: request.name, to: request.to)
        let context = try await services.promotionContext(request, reason: request.reason)
        let apply = PromotionApply(place.registry, context)
        guard let statement = try await apply.run([step], [:], from: nil), let step = statement.steps.first else {
          throw IpaiError(.internal, "a rollback had no step")
        }
        let digest = PromotionStatement.digest(of: try statement.text())
        let messages = try await services.afterPromotion(
          statement, digest, place, delivers: request.rollout, isCancelled: isCancelled)
        return Outcome(
          registry: place.registry.place, step: step, number: statement.number, digest: digest, messages: messages)
      }
    }
  }
}
