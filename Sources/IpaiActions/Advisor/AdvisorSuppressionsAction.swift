package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor suppressions`: what somebody decided to leave as it is.
package enum AdvisorSuppressionsAction: Action {
  /// Which suppressions to list.
  package struct Request: ActionRequest {
    package var ended = false

    package init() {}
  }

  /// The suppressions, in the order in which they were made.
  package struct Outcome: ListOutcome, Equatable {
    package var items: [Suppression]

    enum CodingKeys: String, CodingKey { case items = "suppressions" }
  }

  package static let name = ActionName("advisor", "suppressions")
  package static let effect = Effect.read
  package static let scope = AccessScope.advisor
  package static let route = Route(.get, "/advisor/suppressions")
  package static let summary = "List what was suppressed, with who decided it, why, and until when."
  package static let fields: [Field<Request>] = [
    .flag("ended", \.ended, "Also list those that are past their date or removed.")
  ]
  package static var example: Request {
    var request = Request()
    request.ended = true
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      guard let store = try services.advisorStoreIfAny() else { return Outcome(items: []) }
      return Outcome(
        items: try await store.suppressions(includesEnded: request.ended, at: Timestamp(services.now())))
    }
  }
}
