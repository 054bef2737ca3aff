package import IpaiAccess
import IpaiCore
import IpaiPostgres

/// `store check`: whether the PostgreSQL database is as ipai needs it.
package enum StoreCheckAction: Action {
  /// Asks for all checks.
  package struct Request: ActionRequest {
    package init() {}
  }

  package static let name = ActionName("store", "check")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/store/check")
  package static let summary = "Check the shared PostgreSQL database and say how to fix what is wrong."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> DoctorAction.Outcome {
    DoctorAction.Outcome(try await StoreHealth.findings(in: services))
  }
}
