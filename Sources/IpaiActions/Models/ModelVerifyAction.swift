import IpaiCore
import IpaiEmbedding

/// `model verify`: checks an installed model against its checksum.
package enum ModelVerifyAction: Action {
  /// Which model to check.
  package struct Request: ActionRequest {
    /// nil for the setting model.
    package var name: String?

    package init() {}
  }

  package static let name = ActionName("model", "verify")
  package static let effect = Effect.read
  package static let route = Route(.get, "/models/verify")
  package static let summary = "Check an installed model against its checksum."
  package static let fields: [Field<Request>] = [
    .text("name", \.name, maxBytes: 100, "The model's name.", fallback: "the setting model")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> InstalledModel {
    try await services.blocking { _ in
      let name = request.name ?? services.configuration.model
      try services.models.open(name).verify()
      return try InstalledModel(name, in: services.models)
    }
  }
}
