import IpaiCore
import IpaiMemory
package import IpaiSearch

/// `memory search`: finds messages by what they say.
package enum MemorySearchAction: ListAction {
  /// What to search for, and among which messages.
  package struct Request: MemoryFilterRequest, PageFields {
    package var query = ""
    package var plain = false
    package var mode: SearchMode?
    package var turns = false
    package var session: [String] = []
    package var user: [String] = []
    package var role: [String] = []
    package var linkedTo: [String] = []
    package var since: String?
    package var until: String?
    package var maxResults: Int?
    package var after: String?
    package var explain = false

    package init() {}
  }

  package typealias Outcome = FoundMessages

  package static let name = ActionName("memory", "search")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/search")
  package static let summary = "Find what was said: the best message of each conversation."
  package static let fields: [Field<Request>] =
    [
      .required("query", \.query, maxBytes: 1 << 20, "What to look for; more words give better results."),
      .flag("plain", \.plain, "Read quotes and dashes in the query as plain text."),
      .choice(
        "mode", \.mode, fallback: "hybrid where messages have vectors",
        "How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning)."),
      .flag("turns", \.turns, "Show every message that matches, not only the best one of each conversation."),
    ] + Request.filterFields + Request.pageFields + [
      .flag("explain", \.explain, "Say what each field and term gave to the score.")
    ]
  package static var example: Request {
    var request = Request()
    request.query = "why did we drop the connection pool"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (FoundMessage) throws -> Void
  ) async throws -> FoundMessages {
    let search = try request.search(extent, services)
    return try await services.working { _ in
      guard let corpora = try await services.search(of: CorpusLayout.memory.name) else {
        throw services.nothingRemembered
      }
      let findings = try await corpora.run(search) { hit in
        guard let found = hit.payload as? MessageHit else { return }
        try take(FoundMessage(hit, found, explains: request.explain))
      }
      return FoundMessages(request.query, findings)
    }
  }
}

extension MemorySearchAction.Request {
  fileprivate func search(_ extent: ListExtent, _ services: Services) throws -> SearchRequest {
    var search = SearchRequest(
      query: query, filter: try filter(now: services.now()),
      maxResults: maxResults ?? services.configuration.maxResults, mode: mode, isPlain: plain)
    search.isGrouped = !turns
    search.isUnlimited = extent == .all
    search.after = after
    return search
  }
}
