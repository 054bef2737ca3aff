package import IpaiAccess
import IpaiCore
package import IpaiPromotion

/// `promote outbox deliver`: sends the messages about promotions that wait.
package enum PromoteOutboxDeliverAction: Action {
  /// Which messages.
  package struct Request: ActionRequest {
    package var to: String?
    package var dueOnly = false

    package init() {}
  }

  package static let name = ActionName("promote outbox", "deliver")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/promote/outbox/deliver")
  package static let summary = "Send the messages about promotions that wait to be delivered."
  package static let fields: [Field<Request>] = [
    PromotionFields.registry(\.to),
    .flag("due_only", \.dueOnly, "Leave those that were tried already until they are due."),
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> OutboxDelivery.Result {
    try await services.working { isCancelled in
      let place = try PromotionPlace(request.to, forWriting: true, mustExist: true, in: services)
      return try await place.used {
        try await services.outbox(of: place.registry).run(all: !request.dueOnly, isCancelled: isCancelled)
      }
    }
  }
}
