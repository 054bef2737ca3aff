package import IpaiAccess
import IpaiCore

/// `keys create`: makes a key for a client of the server.
package enum KeysCreateAction: Action {
  /// What the key is to be called, and what it is to allow.
  package struct Request: ActionRequest {
    package var name = ""
    package var scope: AccessScope?
    package var expires: String?

    package init() {}
  }

  package static let name = ActionName("keys", "create")
  package static let effect = Effect.write
  package static let scope = AccessScope.admin
  package static let route = Route(.post, "/keys")
  package static let summary = "Make a key for a client of the server; its text is shown once."
  package static let fields: [Field<Request>] = [
    .required("name", \.name, maxBytes: 64, "What the key is called, such as the name of its client."),
    .choice(
      "scope", \.scope, fallback: "read",
      "What a client may do with it: read, write (which includes reading), advisor (reading, and findings of the advisor) or admin (everything)."
    ),
    .text(
      "expires", \.expires, maxBytes: 64, "When it expires: after 12h, 7d or 2w, or at a date such as 2027-01-31.",
      fallback: "never"),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "ci"
    request.scope = .write
    request.expires = "90d"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> NewKey {
    let now = Timestamp(services.now())
    let expires = try request.expires.map { try ExpiryText.date($0, now: now) }
    try KeyName.check(request.name)
    return try await services.working { _ in
      try await NewKey(services.keys().create(request.name, request.scope ?? .read, expires: expires, at: now))
    }
  }
}
