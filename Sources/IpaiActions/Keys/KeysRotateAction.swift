package import IpaiAccess
import IpaiCore

/// `keys rotate`: gives a key a new secret.
package enum KeysRotateAction: Action {
  /// Which key, and how long the old secret is accepted.
  package struct Request: ActionRequest {
    package var key = ""
    package var overlap: String?

    package init() {}
  }

  package static let name = ActionName("keys", "rotate")
  package static let effect = Effect.write
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/keys/rotate")
  package static let summary = "Give a key a new secret; its name, scope and expiry stay as they are."
  package static let fields: [Field<Request>] = [
    .required("key", \.key, maxBytes: 64, "The name or the id of the key."),
    .text(
      "overlap", \.overlap, maxBytes: 64,
      "How long the old secret is accepted as well, so that clients can change over: 10m, 12h, 7d.",
      fallback: "not at all"),
  ]
  package static var example: Request {
    var request = Request()
    request.key = "ci"
    request.overlap = "1h"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> NewKey {
    let now = Timestamp(services.now())
    let overlap = try request.overlap.map { try ExpiryText.date($0, of: "overlap", now: now) }
    return try await services.working { _ in
      try await NewKey(services.keys().rotate(request.key, overlap: overlap, at: now))
    }
  }
}
