package import IpaiAccess
import IpaiCore

/// `keys revoke`: makes a key useless.
package enum KeysRevokeAction: Action {
  /// Which key.
  package struct Request: ActionRequest {
    package var key = ""

    package init() {}
  }

  package static let name = ActionName("keys", "revoke")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/keys/revoke")
  package static let summary = "Revoke a key: from now on it is not accepted, and that cannot be undone."
  package static let fields: [Field<Request>] = [
    .required("key", \.key, maxBytes: 64, "The name or the id of the key.")
  ]
  package static var example: Request {
    var request = Request()
    request.key = "ci"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> AccessKey {
    let now = Timestamp(services.now())
    return try await services.working { _ in try await services.keys().revoke(request.key, at: now) }
  }
}
