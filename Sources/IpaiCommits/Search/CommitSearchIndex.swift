import GRDB
import IpaiCore
package import IpaiDatabase
package import IpaiSearch
import Synchronization

/// The commits of the database, searched by words.
package final class CommitSearchIndex: SearchIndex {
  package let corpus = "commits"
  private let database: DatabaseFile
  private let cache = Mutex(CollectionCache())
  private let analyzers = AnalyzerPool()
  private let ranking = TermRanking(
    table: "commit_words", phraseColumns: "{subject body paths identifiers}", model: model)

  /// Chosen on the development splits of three repositories; the weights are those of subject, body, paths, identifiers
  /// and diff. Diffs are long and many: at full weight they drown what the author said.
  private static let model = BM25F(k1: 1.6, b: 0.4, weights: [1, 0.7, 1, 1, 0.5, 1, 1, 1])

  package init(_ database: DatabaseFile) { self.database = database }

  package func search(_ request: SearchRequest) throws -> SearchResults {
    guard request.corpus == corpus else {
      throw IpaiError(.usage, "there is no corpus '\(request.corpus)'", hint: "the corpora are: \(corpus)")
    }
    let scope = try CommitScope.resolve(request.repository, in: database)
    let analyzer = try analyzers.take()
    defer { analyzers.giveBack(analyzer) }
    let query = QueryParser.parse(request.query, with: analyzer)
    let results = try database.read { db in
      try find(query, request, scope, analyzer, db)
    }
    return SearchResults(
      query: request.query, corpus: corpus, results: results, behind: scope.staleness?.behind,
      ahead: scope.staleness?.ahead,
      isComplete: scope.repository?.isComplete ?? true, isQueryCut: query.isCut)
  }

  private func find(
    _ query: Query, _ request: SearchRequest, _ scope: CommitScope, _ analyzer: TextAnalyzer, _ db: Database
  ) throws -> [SearchResult] {
    let repositories = scope.repository.map { [$0.id] }
    let collection = try collection(repositories, db)
    let filter = CommitFilter(repositories: repositories, request.filter)
    let candidates = request.filter.isOpen ? nil : try Self.candidates(filter, size: collection.members.count, db)
    let (ranked, weights) = try ranking.best(
      request.maxResults, for: query, in: db, collection, candidates: candidates)
    let presenter = CommitResultPresenter(db, query, weights, analyzer, scope.repository)
    return try ranked.map(presenter.result)
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
