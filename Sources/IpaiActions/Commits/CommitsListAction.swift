import IpaiCommits
import IpaiCore
import IpaiSearch

/// `commits list`: the indexed commits, newest first.
package enum CommitsListAction: ListAction {
  /// Which commits to list.
  package struct Request: CommitFilterRequest, PageFields {
    package var repo: String?
    package var allRepos = false
    package var author: [String] = []
    package var since: String?
    package var until: String?
    package var path: [String] = []
    package var maxResults: Int?
    package var after: String?

    package init() {}
  }

  package typealias Outcome = CommitPage

  package static let name = ActionName("commits", "list")
  package static let effect = Effect.read
  package static let route = Route(.get, "/commits")
  package static let summary = "List indexed commits, newest first."
  package static let fields = Request.filterFields + Request.pageFields
  package static var example: Request {
    var request = Request()
    request.author = ["jane"]
    request.since = "2 weeks ago"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (CommitSummary) throws -> Void
  ) async throws -> CommitPage {
    let filter = try request.filter(now: services.now())
    let folder = try request.folder(in: services)
    let page = request.page(extent, services)
    return try await services.working { _ in
      let lookup = CommitLookup(try services.commitsForReading(folder))
      var isEmpty = true
      var outcome = CommitPage()
      outcome.next = try await lookup.list(in: folder, filter, page) { commit in
        isEmpty = false
        try take(CommitSummary(commit))
      }
      if !filter.paths.isEmpty {
        let missed = try await lookup.gaps(in: folder).withoutAllPaths
        if missed > 0 { outcome.withoutAllPaths = missed }
      }
      if isEmpty { outcome.hint = try await lookup.hint(in: folder, filter) }
      return outcome
    }
  }
}
