package import IpaiAccess
import IpaiCore
import IpaiEmbedding

/// `model remove`: removes an installed model.
package enum ModelRemoveAction: Action {
  /// Which model to remove.
  package struct Request: ActionRequest {
    /// The name under which it is installed.
    package var name = ""

    package init() {}
  }

  /// What was removed.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The name of the model.
    package var removed: String
  }

  package static let name = ActionName("model", "remove")
  package static let effect = Effect.idempotent
  package static let scope = AccessScope.admin
  package static let route = Route(.delete, "/models/{name}")
  package static let summary = "Remove an installed model."
  package static let fields: [Field<Request>] = [.required("name", \.name, maxBytes: 100, "The model's name.")]
  package static var example: Request {
    var request = Request()
    request.name = "all-MiniLM-L6-v2"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.blocking { _ in
      try services.models.remove(request.name)
      return Outcome(removed: request.name)
    }
  }
}
