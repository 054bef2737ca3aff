package import IpaiAccess

/// `keys list`: the keys of the server's clients.
package enum KeysListAction: Action {
  /// Which keys.
  package struct Request: ActionRequest {
    package var revoked = false

    package init() {}
  }

  /// The keys.
  package struct Outcome: ListOutcome, Equatable {
    /// By name.
    package var items: [AccessKey]

    enum CodingKeys: String, CodingKey {
      case items = "keys"
    }
  }

  package static let name = ActionName("keys", "list")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/keys")
  package static let summary = "List the keys of the server's clients, without their secrets."
  package static let fields: [Field<Request>] = [
    .flag("revoked", \.revoked, "Also list keys that were revoked.")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      guard let keys = try services.keysIfAny() else { return Outcome(items: []) }
      return Outcome(items: try await keys.list(includesRevoked: request.revoked))
    }
  }
}
