import IpaiCore
import IpaiGit

/// `why`: why a file, or some of its lines, are as they are.
package enum WhyAction: Action {
  /// What to explain.
  package struct Request: ActionRequest {
    package var path = ""
    package var repo: String?
    package var maxResults: Int?

    package init() {}
  }

  package static let name = ActionName("why", "")
  package static let effect = Effect.read
  package static let route = Route(.get, "/why")
  package static let summary =
    "Say which commits the lines of a file come from, and what was said about them."
  package static let fields: [Field<Request>] = [
    .required("path", \.path, "A file, path:line or path:first-last."),
    .path("repo", \.repo, "The folder to which the path is relative."),
    .integer(
      "max_results", \.maxResults, 1...100, fallback: "3",
      "How many commits, conversations and related commits to show at most."),
  ]
  package static var example: Request {
    var request = Request()
    request.path = "lib/pool.c:120-140"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> WhyAnswer {
    let folder = try services.repository(request.repo)
    try services.roots?.check(request.path.hasPrefix("/") ? request.path : folder + "/" + request.path)
    var file = try await services.blocking { _ in try CitedFile(request.path, from: folder) }
    try services.roots?.checkRepository(around: file.repository)
    let git = services.gitProgram(in: file.repository)
    if file.revision == nil, try await git.hasOwnFilter(file.path) {
      file.revision = "HEAD"
      file.isFiltered = true
    }
    return try await explain(file, git, request, in: services)
  }

  private static func explain(
    _ file: CitedFile, _ git: GitProgram, _ request: Request, in services: Services
  ) async throws -> WhyAnswer {
    async let lines = git.blame(file.path, at: file.revision, lines: file.lines)
    // Lets git begin before this thread opens the database.
    await Task.yield()
    if !services.configuration.hasStore { try await services.blocking { _ in _ = try services.databaseForReading() } }
    let blame: Blame
    do { blame = try await lines } catch let error as IpaiError { throw BlameFailure.explained(error, file) }
    return try await services.working { _ in
      try await WhyReport(file, blame, most: request.maxResults ?? 3, in: services).answer()
    }
  }
}
