package import IpaiAccess
package import IpaiAdvisor
import IpaiCore

/// `advisor unsuppress`: takes back what was suppressed.
package enum AdvisorUnsuppressAction: Action {
  /// Which suppression to remove.
  package struct Request: ActionRequest {
    package var id = 0

    package init() {}
  }

  package typealias Outcome = Suppression

  package static let name = ActionName("advisor", "unsuppress")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.delete, "/advisor/suppressions/{id}")
  package static let summary = "Remove a suppression, so that what it covers counts again."
  package static let fields: [Field<Request>] = [
    .requiredInteger("id", \.id, 1...Int(Int32.max), "The number of the suppression.")
  ]
  package static var example: Request {
    var request = Request()
    request.id = 3
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Suppression {
    try await services.working { _ in
      try await services.advisorStore().unsuppress(request.id, at: Timestamp(services.now()))
    }
  }
}
