package import IpaiCommits
import IpaiCore

/// `commits repositories`: the indexed repositories.
package enum CommitsRepositoriesAction: Action {
  /// Asks for all repositories.
  package struct Request: ActionRequest {
    package init() {}
  }

  /// The repositories.
  package struct Outcome: ListOutcome, Equatable {
    /// By path.
    package var items: [RepositoryOverview]

    enum CodingKeys: String, CodingKey {
      case items = "repositories"
    }
  }

  package static let name = ActionName("commits", "repositories")
  package static let effect = Effect.read
  package static let route = Route(.get, "/commits/repositories")
  package static let summary = "List the indexed repositories."
  package static let fields: [Field<Request>] = []
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      Outcome(items: try await RepositoryOverview.read(services.commitsForReading(nil)))
    }
  }
}
