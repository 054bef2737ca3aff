package import IpaiCommits
import IpaiCore

/// `commits forget`: removes a repository from the index.
package enum CommitsForgetAction: Action {
  /// Which repository to remove.
  package struct Request: ActionRequest {
    /// A folder in it, or the path under which it was indexed.
    package var path = ""

    package init() {}
  }

  package static let name = ActionName("commits", "forget")
  package static let effect = Effect.idempotent
  package static let route = Route(.post, "/commits/forget")
  package static let summary = "Remove a repository from the index."
  package static let fields: [Field<Request>] = [
    .requiredPath("path", \.path, "Any folder in the repository, or the path under which it was indexed.")
  ]
  package static var example: Request {
    var request = Request()
    request.path = "/home/ann/old-project"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> RepositoryForgetting.Summary {
    try await services.working { _ in
      guard try services.commitsIfAny() != nil else {
        throw IpaiError(
          .notFound, "\(request.path) is not in the index: there is no index at \(services.databasePath)")
      }
      return try await RepositoryForgetting(try services.commitsForWriting()).forget(request.path)
    }
  }
}
