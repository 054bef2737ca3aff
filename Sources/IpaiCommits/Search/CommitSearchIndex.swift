import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiEmbedding
package import IpaiSearch
import Synchronization

/// The commits of the database, searched by words.
package final class CommitSearchIndex: SearchIndex {
  package let corpus = "commits"
  private let database: DatabaseFile
  private let meaning: CommitMeaning?
  private let cache = Mutex(CollectionCache())
  private let analyzers = AnalyzerPool()
  private let ranking = TermRanking(
    table: "commit_words", phraseColumns: "{subject body paths identifiers}",
    incidentalColumn: CommitWords.columns.firstIndex(of: "diff"), model: model)

  /// Chosen on the development splits of three repositories; the weights are those of subject, body, paths, identifiers
  /// and diff. Diffs are long and many: at full weight they drown what the author said.
  private static let model = BM25F(k1: 1.6, b: 0.4, weights: [1, 0.7, 1, 1, 0.5, 1, 1, 1])

  /// `meaning` is nil where only words are to be searched.
  package init(_ database: DatabaseFile, meaning: CommitMeaning? = nil) {
    self.database = database
    self.meaning = meaning
  }

  package func search(_ request: SearchRequest) throws -> SearchResults {
    var found: [SearchResult] = []
    var results = try search(request) { found.append($0) }
    results.results = found
    return results
  }

  /// Calls `take` with each result as it is read, and returns what there is to say of all of them.
  package func search(_ request: SearchRequest, _ take: (SearchResult) throws -> Void) throws -> SearchResults {
    try request.validate()
    guard request.corpus == corpus else {
      throw IpaiError(.usage, "there is no corpus '\(request.corpus.prefix(80))'", hint: "the corpora are: \(corpus)")
    }
    let scope = try CommitScope.resolve(request.repository, in: database)
    let analyzer = try analyzers.take()
    defer { analyzers.giveBack(analyzer) }
    let example = try request.like.map { try CommitLookup(database).show($0, in: request.repository ?? "/") }
    let query = Self.query(request, example, analyzer)
    let page = try SearchPage(request, scope)
    let found = try results(request, query, scope, analyzer, page, excluding: example?.id, take)
    // Not where a later page is empty: the operators of its search have found something.
    guard !found.hasMatches, query.hasOperators else { return found.results }
    let words = QueryParser.withoutOperators(query, of: request.query, with: analyzer)
    return try results(request, words, scope, analyzer, page, excluding: nil, take).results
  }

  private func results(
    _ request: SearchRequest, _ query: Query, _ scope: CommitScope, _ analyzer: TextAnalyzer, _ page: SearchPage,
    excluding example: String?, _ take: (SearchResult) throws -> Void
  ) throws -> (results: SearchResults, hasMatches: Bool) {
    let question =
      try meaning?.question(query.text, request.mode, in: database, update: scope.updateCommand) ?? .words()
    let (results, hasMatches, shown, presenter) = try database.read { db in
      let found = try find(query, request, scope, db, question, excluding: example, page)
      let (shown, next) = try page.cut(found.ranked, db)
      let presenter = CommitResultPresenter(
        query, found.words.inverseDocumentFrequencies, analyzer, scope.repository, ids: Self.ids(request))
      var results = SearchResults(
        query: request.query, corpus: corpus, results: [], mode: question.mode,
        withoutVectors: found.withoutVectors, behind: scope.staleness?.behind, ahead: scope.staleness?.ahead,
        isComplete: scope.repository?.isComplete ?? true, isQueryCut: query.isCut,
        operatorsIgnored: query.operatorsIgnored, meaningUnavailable: question.unavailable)
      results.next = next
      let filtersPaths = !request.filter.paths.isEmpty
      let gaps = try IndexGaps.read(db, scope.repository, countsPaths: filtersPaths)
      results.withoutAllWords = gaps.withoutAllWords > 0 ? gaps.withoutAllWords : nil
      results.withoutAllPaths = gaps.withoutAllPaths > 0 ? gaps.withoutAllPaths : nil
      return (results, !found.ranked.isEmpty, shown, presenter)
    }
    try database.readInParts(shown, { db, place in try presenter.result(place.ranked, place.id, db) }, take)
    return (results, hasMatches)
  }

  private static func query(_ request: SearchRequest, _ example: StoredCommit?, _ analyzer: TextAnalyzer) -> Query {
    if let example {
      let text = MessageText(example.message)
      return QueryParser.words(of: text.subject + "\n" + text.bodyWithoutTrailers, with: analyzer)
    }
    return request.isPlain
      ? QueryParser.words(of: request.query, with: analyzer) : QueryParser.parse(request.query, with: analyzer)
  }

  private func find(
    _ query: Query, _ request: SearchRequest, _ scope: CommitScope, _ db: Database, _ question: CommitQuestion,
    excluding example: String?, _ page: SearchPage
  ) throws -> (ranked: [Ranked], words: TermScores, withoutVectors: Int?) {
    let repositories = scope.repository.map { [$0.id] }
    let collection = try collection(repositories, db)
    let count = page.count(of: collection.members.count)
    let filter = CommitFilter(scope, request.filter, excluding: example)
    let candidates = filter.isOpen ? nil : try CommitRows.kept(db, by: filter, size: collection.members.count)
    let words = try ranking.scores(for: query, in: db, collection, candidates: candidates)
    let ids = Self.ids(request)
    let named = try ids?.commits(db, filter, isWord: words.scores.contains { $0 > 0 }, limit: count) ?? []
    let vectors = try question.embedding.flatMap { try meaning?.vectors(db, $0.encoder) }
    let isName = ids?.isWhole == true && !named.isEmpty
    let near = vectors.map { vectors in
      // Where the query names a commit and says nothing else, nothing else is meant.
      let nearest = question.mode == .vector ? max(Ranking.nearest, count) : Ranking.nearest
      return VectorScan.nearest(
        query.isEmpty || isName ? 0 : nearest, to: question.embedding?.vector ?? [], in: vectors.matrix,
        members: collection.members,
        allowed: words.allowed)
    }
    let floor = try floor(query, question, collection)
    let ranked = Ranking.best(
      count, words: words, meaning: near.map { Ranking.Meaning(nearest: $0, floor: floor) },
      mode: question.mode, named: named)
    let withVectors = vectors?.matrix.documents.count { collection.holds($0) }
    return (ranked, words, withVectors.map { collection.documentCount - $0 })
  }

  /// How near a commit must be that has none of the words; beyond reach when the query holds no word that the model knows.
  private func floor(_ query: Query, _ question: CommitQuestion, _ collection: CollectionStatistics) throws -> Float {
    guard try question.embedding?.encoder.knows(anyOf: query.terms.map(\.word)) == true else { return .infinity }
    return MeaningFloor.similarity(among: collection.documentCount)
  }

  /// The ids in what was typed; an example's text is not asked for ids.
  private static func ids(_ request: SearchRequest) -> CommitIDQuery? {
    request.like == nil && !request.isPlain ? CommitIDQuery(request.query) : nil
  }

  private func collection(_ repositories: [Int64]?, _ db: Database) throws -> CollectionStatistics {
    let key = CollectionCache.Key(repositories: repositories, version: try CommitRows.corpusVersion(db))
    if let known = cache.withLock({ $0.statistics(for: key) }) { return known }
    let statistics = try CollectionReader.read(db, repositories, ranking.model)
    cache.withLock { $0.keep(statistics, for: key) }
    return statistics
  }
}
