import IpaiCore
package import IpaiPromotion

/// `promote outbox list`: the messages about promotions.
package enum PromoteOutboxListAction: Action {
  /// Which messages.
  package struct Request: ActionRequest {
    package var to: String?
    package var delivered = false
    package var maxResults: Int?

    package init() {}
  }

  /// The messages.
  package struct Outcome: ListOutcome, Equatable {
    /// Oldest first.
    package var items: [PromotionMessage]

    enum CodingKeys: String, CodingKey {
      case items = "messages"
    }
  }

  package static let name = ActionName("promote outbox", "list")
  package static let effect = Effect.read
  package static let route = Route(.get, "/promote/outbox")
  package static let summary = "List the messages about promotions that wait to be delivered."
  package static let fields: [Field<Request>] = [
    PromotionFields.registry(\.to),
    .flag("delivered", \.delivered, "List those that were delivered as well."),
    .integer(
      "max_results", \.maxResults, 1...10_000, fallback: "the setting max_results", "Return at most this many."),
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    let most = request.maxResults ?? services.configuration.maxResults
    return try await services.working { _ in
      let place = try PromotionPlace(request.to, forWriting: false, mustExist: true, in: services)
      return try await place.used {
        Outcome(items: try await place.registry.messages(undelivered: !request.delivered, most: most))
      }
    }
  }
}
