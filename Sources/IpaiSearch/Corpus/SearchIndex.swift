import IpaiCore

/// A corpus that can be searched, wherever it is stored; `CorpusIndex` is the one for SQLite.
package protocol SearchIndex: Sendable {
  /// The name of the corpus: `commits`.
  var corpus: String { get }
  /// What it is called in a message, as in "the corpus 'commits'".
  var title: String { get }
  /// The filters that its documents support. A request with any other filter is refused before it gets here.
  var filters: Set<SearchFilter> { get }

  /// Finds out which of its documents a request is about.
  ///
  /// Throws `IpaiError(.notFound)` when what is to be searched has not been indexed.
  func scoped(_ request: SearchRequest) async throws -> any ScopedIndex
}

extension SearchIndex {
  /// The best hits of this corpus alone, best first. Throws as `CorporaSearch.run` does.
  package func search(_ request: SearchRequest) async throws -> SearchFindings {
    var hits: [SearchHit] = []
    var findings = try await CorporaSearch([self]).run(request) { hits.append($0) }
    findings.hits = hits
    return findings
  }
}
