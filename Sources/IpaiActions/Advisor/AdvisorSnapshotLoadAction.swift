package import IpaiAccess
package import IpaiAdvisor

/// `advisor snapshot load`: what a snapshot has in it.
package enum AdvisorSnapshotLoadAction: Action {
  /// Which file to read.
  package struct Request: ActionRequest {
    package var file = ""

    package init() {}
  }

  package typealias Outcome = SnapshotSummary

  package static let name = ActionName("advisor snapshot", "load")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/advisor/snapshots/load")
  package static let summary = "Say what a snapshot of an account has in it: whose it is, of when, and what was read."
  package static let fields: [Field<Request>] = [.requiredPath("file", \.file, "The snapshot to read.")]
  package static var example: Request {
    var request = Request()
    request.file = "/home/ann/account.json"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> SnapshotSummary {
    try services.checkIsOnMachine(name)
    return try await services.working { _ in SnapshotSummary(try SnapshotFile.read(request.file)) }
  }
}
