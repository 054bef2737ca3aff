import GRDB
import IpaiCore
import IpaiDatabase
import IpaiEmbedding

/// The documents of a corpus in SQLite that one request is about.
struct ScopedCorpus<Corpus: DocumentCorpus>: ScopedIndex {
  /// Distinguishes the scope from others of the corpus; nil for the whole corpus.
  var identity: String? { scope.identity }
  private let index: CorpusIndex<Corpus>
  private let request: SearchRequest
  private let scope: Corpus.Scope

  /// The documents of `scope`, which was made for `request`.
  init(_ index: CorpusIndex<Corpus>, _ request: SearchRequest, _ scope: Corpus.Scope) {
    self.index = index
    self.request = request
    self.scope = scope
  }

  private var documents: Corpus { index.documents }

  /// The document that the request's `like` names; nil when the corpus has no such names.
  func example() async throws -> SearchExample? { try await documents.example(request, in: index.database) }

  /// Ranks the documents in one transaction and reads those of `part` later, in others.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) throws -> RankedDocuments {
    let turns = try index.database.read { try index.turns($0) }
    let asked = turns.map { TurnQuestion(query, $0) }
    let query = asked?.words ?? query
    let question = try question(asked?.text ?? query.text)
    return try index.database.read { db in
      let found = try rank(db, query, question, part, turns, asked)
      let shown = found.ranked[found.start...].prefix(part.most ?? .max)
      let places = try shown.map { (id: try documents.id(db, ofDocument: $0.document), ranked: $0) }
      let writer = HitWriter(
        query, found.words.inverseDocumentFrequencies, analyzer, documents.layout, scale: found.scale)
      return RankedDocuments(
        documents: places.map { RankedDocuments.Document(id: $0.id, score: $0.ranked.score * found.scale) },
        hasMore: shown.endIndex < found.ranked.endIndex, hasMatches: !found.ranked.isEmpty,
        coverage: try coverage(db, question, found)
      ) { range, take in
        try index.database.readInParts(
          Array(places[range]),
          { db, place in try documents.hit(db, place.id, place.ranked, writer, for: request, in: scope) }, take)
      }
    }
  }

  /// A ranking and what it was made from.
  private struct Found {
    /// Best first: as many as were asked for, and one more if there is one.
    let ranked: [Ranked]
    /// Where the part that was asked for begins.
    let start: Int
    let words: TermScores
    /// What scores are multiplied by.
    let scale: Float
    let withoutVectors: Int?
  }

  private func question(_ text: String) throws -> SearchQuestion {
    guard let meaning = index.meaning else { return .words() }
    return try meaning.question(text, request.mode, update: scope.updateCommand) { encoder in
      try index.database.read { try VectorStore.model($0, revision: encoder.revision, in: documents.layout) != nil }
    }
  }

  private func rank(
    _ db: Database, _ query: Query, _ question: SearchQuestion, _ part: RankingPart, _ turns: TurnCollection?,
    _ asked: TurnQuestion?
  ) throws -> Found {
    let collection = try index.collection(db, scope)
    let size = collection.members.count
    let count = part.count(of: size)
    let words = try index.ranking.scores(
      for: query, in: db, collection, candidates: candidates(db, size, without: part.example))
    let named = try documents.named(
      db, by: request, in: scope, isWord: { words.scores.contains { $0 > 0 } }, limit: NamedDocuments.most)
    let vectors = try question.embedding.map { try index.vectors(db, $0.encoder) }
    // A query that names a document and says nothing else means that document only.
    let isName = named.map { $0.isWhole && !$0.documents.isEmpty } ?? false
    let floor = try isName ? .infinity : floor(query, question, collection)
    let isMeant = !query.isEmpty && !isName
    let ranking: any DocumentRanking
    if let turns, let asked {
      ranking = TurnRanking(
        words: words, similarities: isMeant ? similarities(vectors, question, words) : nil, turns: turns,
        question: asked, floor: floor, mode: question.mode, isGrouped: request.isGrouped, sharesScale: part.sharesScale)
    } else if let wholes = collection.wholes, let table = documents.layout.groups {
      ranking = GroupRanking(
        words: words, similarities: isMeant ? similarities(vectors, question, words) : nil, wholes: wholes,
        nameColumns: table.nameColumns, floor: floor, mode: question.mode, isGrouped: request.isByWhole,
        sharesScale: part.sharesScale)
    } else {
      var nearest: NearestVectors?
      if let vectors, let embedding = question.embedding {
        var wanted = Ranking.nearest
        if question.mode == .vector { wanted = max(wanted, count) }
        if !isMeant { wanted = 0 }
        nearest = VectorScan.nearest(
          wanted, to: embedding.vector, in: vectors.matrix, members: collection.members, allowed: words.allowed)
      }
      ranking = Ranking(
        words: words, meaning: nearest.map { Ranking.Meaning(nearest: $0, floor: floor) }, mode: question.mode,
        sharesScale: part.sharesScale)
    }
    let ranked = ranking.best(
      count, named: named?.documents ?? [], eachOf: request.isByWhole ? collection.wholes : nil)
    let withVectors = vectors?.matrix.documents.count { collection.holds($0) }
    return Found(
      ranked: ranked, start: try start(db, part.after, ranked, ranking.scale), words: words, scale: ranking.scale,
      withoutVectors: withVectors.map { collection.documentCount - $0 })
  }

  /// The products of all documents with the question; nil when only words count.
  private func similarities(
    _ vectors: CorpusVectors?, _ question: SearchQuestion, _ words: TermScores
  ) -> [Float]? {
    guard let vectors, let embedding = question.embedding else { return nil }
    return VectorScan.all(
      similarTo: embedding.vector, in: vectors.matrix, allowed: words.allowed, spread: vectors.spread)
  }

  /// `size` numbers, by document: 1 where it may be found. nil when all may.
  private func candidates(_ db: Database, _ size: Int, without example: SearchExample?) throws -> [UInt8]? {
    let kept = try documents.kept(db, by: request, in: scope, size: size)
    guard let example, example.corpus == index.corpus, let number = try documents.document(db, ofID: example.id),
      number < size
    else { return kept }
    var others = kept ?? [UInt8](repeating: 1, count: size)
    others[number] = 0
    return others
  }

  /// How near a document without any of the words must be: infinitely near when the model knows no word of the query.
  private func floor(_ query: Query, _ question: SearchQuestion, _ collection: CollectionStatistics) throws -> Float {
    guard try question.embedding?.encoder.knows(anyOf: query.terms.map(\.word)) == true else { return .infinity }
    return MeaningFloor.similarity(among: collection.documentCount)
  }

  private func start(_ db: Database, _ place: RankingPlace?, _ ranked: [Ranked], _ scale: Float) throws -> Int {
    guard let place else { return 0 }
    return try place.start(in: ranked.map { $0.score * scale }) { id in
      guard let number = try documents.document(db, ofID: id) else { return nil }
      return ranked.firstIndex { $0.document == number }
    }
  }

  private func coverage(_ db: Database, _ question: SearchQuestion, _ found: Found) throws -> CorpusCoverage {
    var coverage = CorpusCoverage(corpus: index.corpus, mode: question.mode)
    coverage.withoutVectors = found.withoutVectors
    coverage.meaningUnavailable = question.unavailable
    try documents.describe(&coverage, db, for: request, in: scope)
    return coverage
  }
}

extension RankingPart {
  /// How many of `all` documents have to be ranked: one more than is shown, to find out whether there is more. A later page
  /// needs all of them.
  func count(of all: Int) -> Int {
    guard after == nil, let most, most < all else { return all }
    return most + 1
  }
}
