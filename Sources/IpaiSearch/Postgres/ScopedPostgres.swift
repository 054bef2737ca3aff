import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiPostgres

/// The documents of a corpus in PostgreSQL that one request is about.
struct ScopedPostgres<Corpus: PostgresCorpus>: ScopedIndex {
  /// Distinguishes the documents from others of the corpus; nil for the whole corpus.
  var identity: String? { documents.identity }
  private let index: PostgresIndex<Corpus>
  private let request: SearchRequest
  private let documents: Corpus

  /// The documents of `index` that were found for `request`.
  init(_ index: PostgresIndex<Corpus>, _ request: SearchRequest, _ documents: Corpus) {
    self.index = index
    self.request = request
    self.documents = documents
  }

  /// The document that the request's `like` names; nil when the corpus has no such names.
  func example() async throws -> SearchExample? { try await documents.example(request, in: index.pool) }

  /// Ranks the documents as they are in one moment, and reads those of `part` later.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) async throws -> RankedDocuments {
    let known = try await known()
    // What is asked of a service may take long, and nobody else could use the connection meanwhile.
    let isQuick = (try? index.meaning?.encoder()) is TextEncoder
    let early = isQuick ? nil : try await question(query, known)
    let found = try await index.pool.snapshot { [self] connection in
      try await rank(connection, query, early, known, part)
    }
    let scale = found.scale
    let writer = HitWriter(
      found.query, found.words.inverseDocumentFrequencies, analyzer, documents.layout, scale: scale)
    return RankedDocuments(
      documents: found.places.map { RankedDocuments.Document(id: $0.shown.id, score: $0.ranked.score * scale) },
      hasMore: found.hasMore, hasMatches: found.hasMatches, coverage: found.coverage
    ) { range, take in
      let places = found.places[range]
      let shown = places.map(\.shown)
      let payloads = try await index.pool.withConnection { [documents] in
        try await documents.payloads($0, of: shown)
      }
      for place in places {
        guard let payload = payloads[place.shown.id] else { continue }
        try take(documents.hit(payload, place.ranked, writer, for: request))
      }
    }
  }

  // MARK: The question

  /// What has to be known of the documents before a query becomes a question; nil where that is not needed or there are no vectors.
  private func known() async throws -> PostgresIndex<Corpus>.Known? {
    guard let meaning = index.meaning, request.mode != .lexical, let encoder = try? meaning.encoder() else {
      return nil
    }
    if let known = index.known(documents, model: encoder.revision) { return known }
    return try await read(model: encoder.revision)
  }

  /// The question for a query. The names of speakers are not part of its meaning.
  @concurrent
  private func question(_ query: Query, _ known: PostgresIndex<Corpus>.Known?) async throws -> SearchQuestion {
    guard let meaning = index.meaning, request.mode != .lexical else {
      guard request.mode == nil || request.mode == .lexical else {
        throw IpaiError(.notFound, "\(index.title) has no vectors here", hint: "search by words: --mode lexical")
      }
      return .words()
    }
    do { _ = try meaning.encoder() } catch {
      // Whether it is an error depends on the mode.
      return try meaning.question(query.text, request.mode, update: documents.updateCommand) { _ in false }
    }
    guard let known else {
      let error = PostgresVectorFilling.noVectors(index.pool)
      if request.mode != nil { throw error }
      return .words(unavailable: error.message)
    }
    let text = known.collection.turns.map { TurnQuestion(query, $0).text } ?? query.text
    return try meaning.question(text, request.mode, update: documents.updateCommand) { _ in
      !known.vectors.numbers.isEmpty
    }
  }

  /// The question, unless there is one already.
  @concurrent
  private func question(
    _ early: SearchQuestion?, _ query: Query, _ known: PostgresIndex<Corpus>.Known?
  ) async throws -> SearchQuestion {
    if let early { return early }
    return try await question(query, known)
  }

  /// The documents and their vectors; nil where the database has no pgvector.
  private func read(model: String) async throws -> PostgresIndex<Corpus>.Known? {
    // What is kept of it belongs to one moment.
    try await index.pool.snapshot { [index, documents] connection in
      guard let vectors = try await index.vectors(connection, model: model) else { return nil }
      return PostgresIndex<Corpus>.Known(
        collection: try await index.collection(documents, connection), vectors: vectors)
    }
  }

  // MARK: Ranking

  /// A ranking, with the documents of the part that was asked for.
  private struct Found: Sendable {
    let places: [(shown: ShownDocument, ranked: Ranked)]
    let hasMore: Bool
    let hasMatches: Bool
    let words: TermScores
    /// What words were looked for.
    let query: Query
    /// What scores are multiplied by.
    let scale: Float
    let coverage: CorpusCoverage
  }

  private func rank(
    _ connection: isolated PostgresConnection, _ query: Query, _ early: SearchQuestion?,
    _ known: PostgresIndex<Corpus>.Known?, _ part: RankingPart
  ) async throws -> Found {
    // What the query means is computed while its words are looked up.
    async let meant = question(early, query, known)
    let collection = try await index.collection(documents, connection)
    let asked = collection.turns.map { TurnQuestion(query, $0) }
    let query = asked?.words ?? query
    let count = part.count(of: collection.statistics.members.count)
    let kept = try await documents.kept(connection, by: request)
    let lookup = PostgresWords(query, collection, documents.layout)
    let found = try await SegmentStore(connection, documents.layout).postings(of: lookup.unknown)
    let candidates = try await candidates(connection, collection, kept, without: part.example)
    // Words are ranked while PostgreSQL looks for what is nearest.
    async let scored = lookup.scores(found, candidates: candidates)
    let question = try await meant
    let reader = try await reader(connection, question, collection, kept)
    let nearest = try await query.isEmpty ? nil : reader?.nearest()
    let words = try await scored
    let named = try await documents.named(
      connection, by: request, isWord: { words.scores.contains { $0 > 0 } }, limit: NamedDocuments.most)
    let isName = named.map { $0.isWhole && !$0.documents.isEmpty } ?? false
    let isMeant = !query.isEmpty && !isName
    let meaning = try await reader?.read(isMeant ? nearest : nil, words)
    let floor = try isName ? .infinity : floor(query, question, collection.statistics)
    let wholes = collection.statistics.wholes
    let ranking: any DocumentRanking
    if let turns = collection.turns, let asked {
      ranking = TurnRanking(
        words: words, similarities: isMeant ? meaning?.similarities : nil, turns: turns, question: asked, floor: floor,
        mode: question.mode, isGrouped: request.isGrouped, sharesScale: part.sharesScale)
    } else if let wholes, let table = documents.layout.groups {
      ranking = GroupRanking(
        words: words, similarities: isMeant ? meaning?.similarities : nil, wholes: wholes,
        nameColumns: table.nameColumns, floor: floor, mode: question.mode, isGrouped: request.isByWhole,
        sharesScale: part.sharesScale)
    } else {
      ranking = Ranking(
        words: words, meaning: meaning.map { Ranking.Meaning(nearest: $0.nearest, floor: floor) },
        mode: question.mode, sharesScale: part.sharesScale)
    }
    let namedDocuments = named?.documents.compactMap { collection.document(Int64($0)) } ?? []
    let ranked = ranking.best(count, named: namedDocuments, eachOf: request.isByWhole ? wholes : nil)
    let start = try await start(connection, part.after, ranked, ranking.scale, collection)
    let shown = ranked[start...].prefix(part.most ?? .max)
    let numbers = shown.map { collection.numbers[$0.document] }
    let ids = try await documents.ids(connection, of: numbers)
    var coverage = CorpusCoverage(corpus: index.corpus, mode: question.mode)
    coverage.withoutVectors = meaning?.withoutVectors
    coverage.meaningUnavailable = question.unavailable
    return Found(
      places: zip(shown, numbers).compactMap { ranked, number in
        ids[number].map {
          (ShownDocument(id: $0, further: ranked.further.map { collection.numbers[$0] }), ranked)
        }
      },
      hasMore: shown.endIndex < ranked.endIndex, hasMatches: !ranked.isEmpty, words: words, query: query,
      scale: ranking.scale, coverage: try await documents.describe(coverage, connection, for: request))
  }

  /// By document: 1 where it may be found. nil when all may.
  private func candidates(
    _ connection: isolated PostgresConnection, _ collection: PostgresCollection, _ kept: Set<Int64>?,
    without example: SearchExample?
  ) async throws -> [UInt8]? {
    let marked = kept.map { collection.marked($0) }
    guard let example, example.corpus == index.corpus,
      let document = try await documents.number(connection, ofID: example.id).flatMap({ collection.document($0) })
    else { return marked }
    var others = marked ?? collection.statistics.members
    others[document] = 0
    return others
  }

  private func reader(
    _ connection: isolated PostgresConnection, _ question: SearchQuestion, _ collection: PostgresCollection,
    _ kept: Set<Int64>?
  ) async throws -> PostgresMeaningReader? {
    guard let embedding = question.embedding,
      let vectors = try await index.vectors(connection, model: embedding.encoder.revision)
    else { return nil }
    // The same for all pages: what is found by the index depends on it.
    let isMixed = (documents.layout.turns != nil || documents.layout.groups != nil) && question.mode != .vector
    return PostgresMeaningReader(
      store: VectorTableStore(connection, documents.layout, place: vectors.place), vectors: vectors,
      embedding: embedding, collection: collection,
      withVectors: index.count(collection, documents.identity, with: vectors), kept: kept,
      count: isMixed ? PostgresMeaningReader.usual : Ranking.nearest)
  }

  /// How near a document without any of the words must be: infinitely near when the model knows no word of the query.
  private func floor(_ query: Query, _ question: SearchQuestion, _ collection: CollectionStatistics) throws -> Float {
    guard try question.embedding?.encoder.knows(anyOf: query.terms.map(\.word)) == true else { return .infinity }
    return MeaningFloor.similarity(among: collection.documentCount)
  }

  private func start(
    _ connection: isolated PostgresConnection, _ place: RankingPlace?, _ ranked: [Ranked], _ scale: Float,
    _ collection: PostgresCollection
  ) async throws -> Int {
    guard let place else { return 0 }
    var last: Int?
    if case .document(let id) = place.after {
      last = try await documents.number(connection, ofID: id).flatMap { collection.document($0) }
    }
    return place.start(in: ranked.map { $0.score * scale }) { _ in
      last.flatMap { last in ranked.firstIndex { $0.document == last } }
    }
  }
}
