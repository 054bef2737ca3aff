package import IpaiCommits
import IpaiCore

/// `commits status`: what is indexed of a repository.
package enum CommitsStatusAction: Action {
  /// Which repository to look at.
  package struct Request: ActionRequest {
    /// A folder in it; nil for the one the caller stands in.
    package var repo: String?

    package init() {}
  }

  package static let name = ActionName("commits", "status")
  package static let effect = Effect.read
  package static let route = Route(.get, "/commits/status")
  package static let summary = "Show what is indexed of a repository and whether the index is up to date."
  package static let fields: [Field<Request>] = [
    .path("repo", \.repo, "Any folder in the repository.")
  ]
  package static var example: Request { Request() }

  package static func run(_ request: Request, in services: Services) async throws -> IndexStatus {
    let path = try services.repository(request.repo)
    return try await services.working { _ in
      try await IndexStatus.read(path, services.commitsForReading(path), model: services.modelRevision)
    }
  }
}
