import IpaiCore
import IpaiEmbedding

/// `model list`: the installed models.
package enum ModelListAction: Action {
  /// Asks for all models.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// The models, and what is wrong with others.
  package struct Outcome: ListOutcome, Equatable {
    /// Those that can be used.
    package var items: [InstalledModel] = []
    /// What is wrong with those that cannot be used.
    package var damaged: [String] = []

    enum CodingKeys: String, CodingKey {
      case damaged
      case items = "models"
    }
  }

  package static let name = ActionName("model", "list")
  package static let effect = Effect.read
  package static let route = Route(.get, "/models")
  package static let summary = "List the installed models."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.blocking { _ in
      services.models.names().reduce(into: Outcome()) { outcome, name in
        do { outcome.items.append(try InstalledModel(name, in: services.models)) } catch let error as IpaiError {
          outcome.damaged.append(error.summary)
        } catch { outcome.damaged.append("\(name): \(error)") }
      }
    }
  }
}
