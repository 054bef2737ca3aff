import IpaiDatabase
import IpaiEmbedding
import IpaiMemory
import IpaiSearch

/// The search of one history, in every way that is compared.
struct HistorySearch {
  /// A way to search.
  enum Way: String, CaseIterable {
    /// BM25 over single messages, with the words and parameters of the index.
    case bm25
    case words
    case vectors
    case hybrid
  }

  /// What is to be found: messages, or the sessions that they belong to.
  enum Target: String, CaseIterable {
    case turns
    case sessions
  }

  private let index: MemorySearchIndex
  private let plain: CorpusIndex<PlainWordsCorpus>
  private let sessions: [String: String]

  /// Searches a database that holds `history`.
  init(_ database: DatabaseFile, _ encoder: TextEncoder, _ history: ConversationSet.History) {
    index = MemorySearchIndex(database, meaning: SearchMeaning(cacheFolder: nil) { encoder })
    plain = CorpusIndex(PlainWordsCorpus(), in: database)
    sessions = history.sessionsByMessage
  }

  /// How well a query is answered, by what is to be found and by how it is searched for.
  func scores(_ query: ConversationSet.Query) async throws -> [Target: [Way: RetrievalScore]] {
    var scores: [Target: [Way: RetrievalScore]] = [:]
    for target in Target.allCases {
      for way in Way.allCases {
        scores[target, default: [:]][way] = RetrievalScore(
          try await found(query.query, target, way), answers: answers(query, target))
      }
    }
    return scores
  }

  private func answers(_ query: ConversationSet.Query, _ target: Target) -> Set<String> {
    switch target {
    case .turns: Set(query.answers)
    case .sessions: Set(query.answers.compactMap { sessions[$0] })
    }
  }

  /// The ids of the best ten.
  private func found(_ query: String, _ target: Target, _ way: Way) async throws -> [String] {
    var request = SearchRequest(query: query, mode: mode(way), isPlain: true)
    request.isGrouped = target == .sessions
    // Without conversations nothing is grouped: enough messages for ten sessions.
    if way == .bm25 && target == .sessions { request.maxResults = 1_000 }
    let index: any SearchIndex = way == .bm25 ? plain : index
    let hits = try await index.search(request).hits
    switch target {
    case .turns: return hits.map(\.id)
    case .sessions: return unique(hits.compactMap { ($0.payload as? MessageHit)?.sessionID })
    }
  }

  private func mode(_ way: Way) -> SearchMode {
    switch way {
    case .bm25, .words: .lexical
    case .vectors: .vector
    case .hybrid: .hybrid
    }
  }

  private func unique(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }
}
