import IpaiCore

/// A corpus that can be searched, wherever it is stored: in SQLite by `CorpusIndex`, elsewhere by what joins it.
package protocol SearchIndex: Sendable {
  /// What people call the corpus: `commits`.
  var corpus: String { get }
  /// By what its documents can be kept apart. A request with another filter never reaches it.
  var filters: Set<SearchFilter> { get }

  /// Finds out which of its documents a request is about.
  ///
  /// Throws `IpaiError(.notFound)` when what is to be searched has not been indexed.
  func scoped(_ request: SearchRequest) throws -> any ScopedIndex
}

/// The documents of a corpus that one request is about, ready to be searched.
package protocol ScopedIndex {
  /// What tells the scope from others of the corpus, for cursors; nil for the whole corpus.
  var identity: String? { get }

  /// The document that the request's `like` names; nil when the corpus has no names for that.
  ///
  /// Throws `IpaiError`: `.notFound` when nothing is named so, `.usage` when several are.
  func example() throws -> SearchExample?

  /// The documents that match, best first, of those that `part` asks for.
  ///
  /// Throws `IpaiError`: `.usage` for a bad filter, `.notFound` when the mode that was asked for needs vectors that are
  /// not there.
  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) throws -> RankedDocuments
}

extension SearchIndex {
  /// The best hits of this corpus alone, best first. Throws as `CorporaSearch.run` does.
  package func search(_ request: SearchRequest) throws -> SearchFindings {
    var hits: [SearchHit] = []
    var findings = try CorporaSearch([self]).run(request) { hits.append($0) }
    findings.hits = hits
    return findings
  }
}
