import Foundation
import IpaiCommits
import IpaiCore
import IpaiCorpora
import IpaiDatabase
import IpaiGit
package import IpaiSearch

/// `rag search`: finds documents by what they say.
package enum RagSearchAction: ListAction {
  /// What to search for, and where.
  package struct Request: CommitFilterRequest, PageFields {
    package var query = ""
    package var plain = false
    package var like: String?
    package var mode: SearchMode?
    package var corpus = CorpusLayout.commits.name
    package var repo: String?
    package var allRepos = false
    package var author: [String] = []
    package var since: String?
    package var until: String?
    package var path: [String] = []
    package var lang: [String] = []
    package var `where`: [String] = []
    package var ungrouped = false
    package var context: Int?
    package var budget: Int?
    package var maxResults: Int?
    package var after: String?
    package var explain = false

    package init() {}
  }

  package typealias Outcome = SearchResults

  package static let name = ActionName("rag", "search")
  package static let effect = Effect.read
  package static let route = Route(.get, "/rag/search")
  package static let summary = "Find commits, documents and source code by what they say."
  package static let fields: [Field<Request>] =
    [
      .text("query", \.query, maxBytes: 1 << 20, "What to look for; more words give better results."),
      .flag("plain", \.plain, "Read quotes and dashes in the query as plain text."),
      .text("like", \.like, "Look for commits like the one of this revision, instead of a query."),
      .choice(
        "mode", \.mode, fallback: "hybrid where the repository is indexed by meaning",
        "How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning)."),
      .text(
        "corpus", \.corpus,
        "What to search, separated by commas: commits, memory, skills, names of corpora of documents, or all.",
        fallback: "commits"),
    ] + Request.filterFields + [
      .texts(
        "lang", \.lang, maxBytes: 40,
        "Only documents in this language or format, by its name or the ending of its files: swift, py, markdown."),
      .texts("where", \.where, "Only imported texts whose metadata says this, as KEY=VALUE; all of them have to hold."),
      .flag("ungrouped", \.ungrouped, "List each passage by itself, instead of the best one of each file."),
      .integer("context", \.context, 0...1_000, "Show passages of files with this many lines around them."),
      .integer(
        "budget", \.budget, 100...1_000_000,
        "Return the best passages that together have at most this many tokens, in the order in which they stand in their files."
      ),
    ] + Request.pageFields + [
      .flag("explain", \.explain, "Say what each field and term gave to the score.")
    ]
  package static var example: Request {
    var request = Request()
    request.query = "leak when the handshake times out"
    return request
  }

  package static func list(
    _ request: Request, _ extent: ListExtent, in services: Services,
    _ take: @escaping @Sendable (FoundDocument) throws -> Void
  ) async throws -> SearchResults {
    // Prepares libgit2 while the request is being read.
    if !request.allRepos { GitRepository.prepare() }
    let search = try request.search(extent, services)
    return try await services.working { _ in
      let names = request.corpus.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      if names.contains(CorpusLayout.commits.name) { _ = try services.commitsForReading(search.repository) }
      guard let corpora = try await services.search(of: request.corpus) else {
        throw IpaiError(
          .notFound, "nothing is indexed yet: there is no database at \(services.databasePath)",
          hint: "add documents first: ipai rag add DIR --corpus NAME")
      }
      if let budget = request.budget { return try await fit(budget, request, search, corpora, services, take) }
      var isEmpty = true
      let findings = try await corpora.run(search) { hit in
        isEmpty = false
        try take(shown(FoundDocument(hit, explains: request.explain), request, services))
      }
      var results = SearchResults(request.query, findings)
      if isEmpty, findings.coverage.contains(where: { $0.corpus == CorpusLayout.commits.name }) {
        results.hint = try await CommitLookup(services.commitsForReading(search.repository)).hint(
          in: search.repository, search.filter)
      }
      return results
    }
  }

  /// A document with the lines around it, if they were asked for.
  private static func shown(_ found: FoundDocument, _ request: Request, _ services: Services) -> FoundDocument {
    guard let around = request.context, case .passage(var passage) = found else { return found }
    passage.context = PassageContext(passage, around: around, in: services)
    return .passage(passage)
  }

  /// Hands over the best passages that have at most `budget` tokens together.
  private static func fit(
    _ budget: Int, _ request: Request, _ search: SearchRequest, _ corpora: CorporaSearch, _ services: Services,
    _ take: (FoundDocument) throws -> Void
  ) async throws -> SearchResults {
    if request.after != nil {
      throw IpaiError(.usage, "what fits a budget has no pages: give budget or after, not both")
    }
    var search = search
    search.isByWhole = false
    search.isUnlimited = false
    search.maxResults = request.maxResults ?? PassageBudget.mostPassages
    var chosen = try PassageBudget(budget, in: services)
    let findings = try await corpora.run(search) { hit in
      guard case .passage(let passage) = try FoundDocument(hit, explains: request.explain) else {
        throw IpaiError(
          .usage, "a budget is for corpora of documents, and \(hit.corpus) is none",
          hint: "for conversations: ipai memory recall")
      }
      chosen.offer(passage)
    }
    for passage in chosen.inReadingOrder { try take(shown(.passage(passage), request, services)) }
    var results = SearchResults(request.query, findings)
    results.tokens = chosen.tokens
    results.next = nil
    return results
  }
}

extension RagSearchAction.Request {
  fileprivate func search(_ extent: ListExtent, _ services: Services) throws -> SearchRequest {
    if query.isEmpty == (like == nil) { throw IpaiError(.usage, "give either a query or like") }
    var filter = try filter(now: services.now())
    filter.languages = try lang.map { name in
      guard let language = DocumentFormat.name(name) else {
        throw IpaiError(
          .usage, "there is no language '\(name)'", hint: "to see which a corpus has: ipai rag show NAME")
      }
      return language
    }
    filter.metadata = try self.where.map { text in
      guard let condition = MetadataCondition(text) else {
        throw IpaiError(.usage, "where must be KEY=VALUE, not '\(text.prefix(80))'")
      }
      return condition
    }
    var search = SearchRequest(
      query: query, repository: try folder(in: services), filter: filter,
      maxResults: maxResults ?? services.configuration.maxResults, mode: mode, isPlain: plain, like: like)
    search.isUnlimited = extent == .all
    search.after = after
    search.isByWhole = !ungrouped
    search.folder = services.folder
    return search
  }
}
