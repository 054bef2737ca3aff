import IpaiCore
import IpaiEmbedding
package import IpaiMemory
package import IpaiSearch

/// `memory recall`: what fits a query and a model's context.
package enum MemoryRecallAction: Action {
  /// What to recall, and how much of it.
  package struct Request: MemoryFilterRequest {
    package var query = ""
    package var budget: Int?
    package var mode: SearchMode?
    package var session: [String] = []
    package var user: [String] = []
    package var role: [String] = []
    package var linkedTo: [String] = []
    package var since: String?
    package var until: String?

    package init() {}
  }

  /// What was recalled.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The messages, the most useful conversation first.
    package var messages: [RecalledMessage]
    /// The messages as text for a model, between fences; empty for none.
    package var text: String
    /// How many tokens the text has.
    package var tokens: Int
    /// True when the tokens were counted by the installed model; false when they were estimated from the text's length.
    package var counted: Bool
  }

  private static let usualBudget = 2_000
  /// How many messages are looked at.
  private static let mostHits = 100

  package static let name = ActionName("memory", "recall")
  package static let effect = Effect.read
  package static let route = Route(.get, "/memory/recall")
  package static let summary = "Recall what was said about something, as much as fits into a model's context."
  package static let fields: [Field<Request>] =
    [
      .required("query", \.query, maxBytes: 1 << 20, "What to recall."),
      .integer("budget", \.budget, 100...1_000_000, fallback: "2000", "How many tokens the text may have."),
      .choice(
        "mode", \.mode, fallback: "hybrid where messages have vectors",
        "How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning)."),
    ] + Request.filterFields
  package static var example: Request {
    var request = Request()
    request.query = "how long do idle connections live"
    request.budget = 1_000
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    var search = SearchRequest(
      query: request.query, filter: try request.filter(now: services.now()), maxResults: mostHits, mode: request.mode,
      isPlain: true)
    search.isGrouped = false
    let found = search
    return try await services.working { _ in
      guard let corpora = try await services.search(of: CorpusLayout.memory.name) else {
        throw services.nothingRemembered
      }
      let counter = try TokenCounter(services)
      var recall = Recall(
        try services.memoryForReading(), budget: request.budget ?? usualBudget, count: counter.count)
      var hits: [(message: MessageHit, score: Double)] = []
      _ = try await corpora.run(found) { hit in
        if let message = hit.payload as? MessageHit { hits.append((message, hit.score.total)) }
      }
      for hit in hits { _ = try await recall.add(hit.message.message, of: hit.message.sessionID, score: hit.score) }
      return Outcome(
        messages: recall.messages, text: recall.text, tokens: recall.tokens, counted: counter.isExact)
    }
  }
}
