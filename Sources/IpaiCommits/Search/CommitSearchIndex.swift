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
    table: "commit_words", phraseColumns: "{subject body paths identifiers}", model: model)

  /// Chosen on the development splits of three repositories; the weights are those of subject, body, paths, identifiers
  /// and diff. Diffs are long and many: at full weight they drown what the author said.
  private static let model = BM25F(k1: 1.6, b: 0.4, weights: [1, 0.7, 1, 1, 0.5, 1, 1, 1])

  /// `meaning` is nil where only words are to be searched.
  package init(_ database: DatabaseFile, meaning: CommitMeaning? = nil) {
    self.database = database
    self.meaning = meaning
  }

  package func search(_ request: SearchRequest) throws -> SearchResults {
    guard request.corpus == corpus else {
      throw IpaiError(.usage, "there is no corpus '\(request.corpus)'", hint: "the corpora are: \(corpus)")
    }
    let scope = try CommitScope.resolve(request.repository, in: database)
    let analyzer = try analyzers.take()
    defer { analyzers.giveBack(analyzer) }
    let example = try request.like.map { try CommitLookup(database).show($0, in: request.repository ?? "/") }
    let query = Self.query(request, example, analyzer)
    let mode = try mode(request.mode)
    let question = try mode.encoder.map { encoder in
      (encoder: encoder, vector: try encoder.encode([Array(query.text.utf8)]))
    }
    return try database.read { db in
      let found = try find(query, request, scope, db, mode.mode, question, excluding: example?.id)
      let presenter = CommitResultPresenter(
        db, query, found.words.inverseDocumentFrequencies, analyzer, scope.repository)
      return SearchResults(
        query: request.query, corpus: corpus, results: try found.ranked.map(presenter.result), mode: mode.mode,
        withoutVectors: found.withoutVectors, behind: scope.staleness?.behind, ahead: scope.staleness?.ahead,
        isComplete: scope.repository?.isComplete ?? true, isQueryCut: query.isCut)
    }
  }

  private static func query(_ request: SearchRequest, _ example: StoredCommit?, _ analyzer: TextAnalyzer) -> Query {
    if let example {
      let text = MessageText(example.message)
      return QueryParser.words(of: text.subject + "\n" + text.bodyWithoutTrailers, with: analyzer)
    }
    return request.isPlain
      ? QueryParser.words(of: request.query, with: analyzer) : QueryParser.parse(request.query, with: analyzer)
  }

  /// The mode asked for, or the best there is, with the model it needs.
  ///
  /// Throws `IpaiError(.notFound)` when a mode was asked for that needs a model or vectors which are not there.
  private func mode(_ wanted: SearchMode?) throws -> (mode: SearchMode, encoder: TextEncoder?) {
    guard wanted != .lexical, let meaning else { return (.lexical, nil) }
    let encoder: TextEncoder
    do { encoder = try meaning.encoder() } catch let error as IpaiError where wanted == nil && error.code == .notFound {
      return (.lexical, nil)
    }
    if try database.read({ try meaning.hasVectors($0, encoder) }) { return (wanted ?? .hybrid, encoder) }
    guard wanted != nil else { return (.lexical, nil) }
    throw IpaiError(
      .notFound, "nothing is indexed by meaning yet with the model \(encoder.model)", hint: "run: ipai commits index")
  }

  private func find(
    _ query: Query, _ request: SearchRequest, _ scope: CommitScope, _ db: Database, _ mode: SearchMode,
    _ question: (encoder: TextEncoder, vector: [Float])?, excluding example: String?
  ) throws -> (ranked: [Ranked], words: TermScores, withoutVectors: Int?) {
    let repositories = scope.repository.map { [$0.id] }
    let collection = try collection(repositories, db)
    let filter = CommitFilter(repositories: repositories, request.filter, excluding: example)
    let candidates = filter.isOpen ? nil : try Self.candidates(filter, size: collection.members.count, db)
    let words = try ranking.scores(for: query, in: db, collection, candidates: candidates)
    guard let question, let meaning else {
      return (Ranking.best(request.maxResults, words: words, hits: nil, mode: mode), words, nil)
    }
    let vectors = try meaning.vectors(db, question.encoder)
    let hits =
      query.isEmpty
      ? []
      : VectorScan.best(
        max(Ranking.nearest, request.maxResults), for: question.vector, in: vectors.matrix, allowed: words.allowed)
    let ranked = Ranking.best(request.maxResults, words: words, hits: hits, mode: mode)
    return (ranked, words, collection.documentCount - vectors.matrix.documents.count { collection.holds($0) })
  }

  private func collection(_ repositories: [Int64]?, _ db: Database) throws -> CollectionStatistics {
    let version = try Int64.fetchOne(db.cachedStatement(sql: "SELECT version FROM corpus WHERE name = 'commits'")) ?? 0
    let key = CollectionCache.Key(repositories: repositories, version: version)
    if let known = cache.withLock({ $0.statistics(for: key) }) { return known }
    let statistics = try CollectionReader.read(db, repositories, ranking.model)
    cache.withLock { $0.keep(statistics, for: key) }
    return statistics
  }

  /// By document: 1 where the filter holds.
  private static func candidates(_ filter: CommitFilter, size: Int, _ db: Database) throws -> [UInt8] {
    var candidates = [UInt8](repeating: 0, count: size)
    let request: SQLRequest<Int> = "SELECT c.id FROM git_commit c WHERE \(try filter.conditions())"
    let ids = try request.fetchCursor(db)
    while let id = try ids.next() { if id < size { candidates[id] = 1 } }
    return candidates
  }
}
