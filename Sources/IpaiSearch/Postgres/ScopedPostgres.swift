import IpaiCore
import IpaiDatabase
import IpaiPostgres

/// The documents of a corpus in PostgreSQL that one request is about.
struct ScopedPostgres<Corpus: PostgresCorpus>: ScopedIndex {
  let identity: String? = nil
  private let index: PostgresIndex<Corpus>
  private let request: SearchRequest

  /// The documents of `index`.
  init(_ index: PostgresIndex<Corpus>, _ request: SearchRequest) {
    self.index = index
    self.request = request
  }

  private var documents: Corpus { index.documents }

  /// No names.
  func example() async throws -> SearchExample? { nil }

  /// What is read of the database before the documents are ranked.
  private struct Read: Sendable {
    let collection: PostgresCollection
    let terms: [[TermPostings.Posting]]
    let phrases: [[TermPostings.Posting]]
    let kept: Set<Int64>?
    let named: [Int64]
    /// The document after which the part begins.
    let last: Int64?
  }

  /// Ranks the documents as they are in one moment, and reads those of `part` later.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) async throws -> RankedDocuments {
    guard request.mode == nil || request.mode == .lexical else {
      throw IpaiError(
        .notFound, "\(index.title) has no vectors in PostgreSQL yet", hint: "search by words: --mode lexical")
    }
    let read = try await index.pool.withConnection { [self] connection in
      try await connection.snapshot { try await self.read($0, query, part) }
    }
    let collection = read.collection
    let count = part.count(of: collection.statistics.members.count)
    let words = TermRanking(documents.layout).scores(
      for: query, terms: read.terms, phrases: read.phrases[...], collection.statistics,
      candidates: read.kept.map { collection.marked($0) })
    let ranking = Ranking(words: words, meaning: nil, mode: .lexical, sharesScale: part.sharesScale)
    let ranked = ranking.best(count, named: read.named.compactMap { collection.document($0) })
    let last = read.last.flatMap { collection.document($0) }
    let start =
      part.after?.start(in: ranked.map { $0.score * ranking.scale }) { _ in
        last.flatMap { last in ranked.firstIndex { $0.document == last } }
      } ?? 0
    let shown = ranked[start...].prefix(part.most ?? .max)
    let places = try await places(shown, collection)
    let writer = HitWriter(
      query, words.inverseDocumentFrequencies, analyzer, documents.layout, scale: ranking.scale)
    return RankedDocuments(
      documents: places.map { RankedDocuments.Document(id: $0.id, score: $0.ranked.score * ranking.scale) },
      hasMore: shown.endIndex < ranked.endIndex, hasMatches: !ranked.isEmpty,
      coverage: CorpusCoverage(corpus: index.corpus)
    ) { range, take in
      let shown = places[range]
      let ids = shown.map(\.id)
      let payloads = try await index.pool.withConnection { [documents] in
        try await documents.payloads($0, of: ids)
      }
      for place in shown {
        if let payload = payloads[place.id] { try take(documents.hit(payload, place.ranked, writer)) }
      }
    }
  }

  private func read(_ connection: PostgresConnection, _ query: Query, _ part: RankingPart) async throws -> Read {
    let collection = try await index.collection(connection)
    let layout = documents.layout
    let terms = query.terms.map { WordSegment.terms($0.text) }
    let phrases = (query.required + query.excluded).map { phrase in
      (stems: phrase.stems.flatMap { WordSegment.terms($0) }, isAnywhere: phrase.isAnywhere)
    }
    let wanted = Set(terms.joined()).union(phrases.flatMap(\.stems))
    let found = try await SegmentStore(connection, layout).postings(of: wanted.sorted())
    let all = SIMD8<UInt8>(repeating: 1)
    var last: Int64?
    if case .document(let id)? = part.after?.after { last = try await documents.number(connection, ofID: id) }
    return Read(
      collection: collection, terms: terms.map { collection.postings(of: $0, in: all, found) },
      phrases: phrases.map {
        collection.postings(of: $0.stems, in: $0.isAnywhere ? all : layout.phraseFields, found)
      },
      kept: try await documents.kept(connection, by: request),
      named: try await documents.named(connection, by: request), last: last)
  }

  private func places(
    _ shown: ArraySlice<Ranked>, _ collection: PostgresCollection
  ) async throws -> [(id: [UInt8], ranked: Ranked)] {
    let numbers = shown.map { collection.numbers[$0.document] }
    let ids = try await index.pool.withConnection { [documents] in try await documents.ids($0, of: numbers) }
    return zip(shown, numbers).compactMap { ranked, number in ids[number].map { ($0, ranked) } }
  }
}
