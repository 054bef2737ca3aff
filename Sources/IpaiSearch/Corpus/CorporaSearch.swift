import IpaiCore

/// Searches one corpus, or several as if they were one.
///
/// When there are several, each ranks its own documents, and each score is divided by the best score that the query could
/// give in that corpus (`Ranking.bestPossible`). The order within a corpus is therefore the same as in a search of that
/// corpus alone, and a document that holds everything that was asked for comes before a document of another corpus that
/// holds half of it, however rare the words are there. Only these shares are compared.
package struct CorporaSearch {
  private let indexes: [any SearchIndex]
  private let leavesOut: Bool

  /// `indexes` has at least one element, and each has other documents; among equal scores the earlier one comes first. `leavesOut`:
  /// whether a corpus that has not been indexed is left out, as long as there is another.
  package init(_ indexes: [any SearchIndex], leavesOut: Bool = false) {
    self.indexes = indexes
    self.leavesOut = leavesOut
  }

  /// Calls `take` with each hit as it is read, best first, and returns what applies to all of them.
  ///
  /// Throws `IpaiError`: `.usage` for a bad request, for a filter that one of the corpora does not support, and for a cursor
  /// of another search; `.notFound` when what is to be searched has not been indexed.
  package func run(_ request: SearchRequest, _ take: (SearchHit) throws -> Void) async throws -> SearchFindings {
    try request.validate()
    guard leavesOut else { return try await search(request, take) }
    var leftOut: [String: String] = [:]
    var found: [any SearchIndex] = []
    for index in indexes {
      do {
        try Self.check(request.filters, index)
        _ = try await index.scoped(request)
        found.append(index)
      } catch let error as IpaiError where error.code == .notFound || error.code == .usage {
        leftOut[index.corpus] = error.message
      }
    }
    // Where none can be searched, the first says why.
    if found.isEmpty { return try await search(request, take) }
    var findings = try await CorporaSearch(found).search(request, take)
    findings.leftOut = leftOut
    return findings
  }

  private func search(_ request: SearchRequest, _ take: (SearchHit) throws -> Void) async throws -> SearchFindings {
    for index in indexes { try Self.check(request.filters, index) }
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    var scopes: [any ScopedIndex] = []
    for index in indexes { scopes.append(try await index.scoped(request)) }
    let example = try await example(request, scopes)
    let query = Self.query(request, example, analyzer)
    let page = try SearchPage(request, corpora: indexes.map(\.corpus), scopes: scopes.map(\.identity))
    let found = try await find(query, analyzer, page, example, scopes)
    // A later page that is empty still has matches, on an earlier page, and its operators are kept.
    guard query.hasOperators, !found.contains(where: \.hasMatches) else {
      return try await show(found, query, page, take)
    }
    let words = QueryParser.withoutOperators(query, of: request.query, with: analyzer)
    return try await show(find(words, analyzer, page, example, scopes), words, page, take)
  }

  private static func check(_ filters: Set<SearchFilter>, _ index: any SearchIndex) throws {
    guard let unknown = SearchFilter.allCases.first(where: { filters.contains($0) && !index.filters.contains($0) })
    else { return }
    throw IpaiError(
      .usage, "\(index.title) cannot be filtered by \(unknown.rawValue)", hint: "leave out the filter or the corpus")
  }

  /// The document that the request's `like` names, in the first corpus whose documents have such names.
  private func example(_ request: SearchRequest, _ scopes: [any ScopedIndex]) async throws -> SearchExample? {
    guard request.like != nil else { return nil }
    for scope in scopes {
      if let example = try await scope.example() { return example }
    }
    let names = indexes.map(\.title).joined(separator: ", ")
    throw IpaiError(
      .usage, "like names a commit, and no commits are searched, only \(names)",
      hint: "add 'commits' to the corpora")
  }

  private static func query(_ request: SearchRequest, _ example: SearchExample?, _ analyzer: TextAnalyzer) -> Query {
    if let example { return QueryParser.words(of: example.text, with: analyzer) }
    if request.isPlain { return QueryParser.words(of: request.query, with: analyzer) }
    return QueryParser.parse(request.query, with: analyzer)
  }

  private func find(
    _ query: Query, _ analyzer: TextAnalyzer, _ page: SearchPage, _ example: SearchExample?, _ scopes: [any ScopedIndex]
  ) async throws -> [RankedDocuments] {
    var found: [RankedDocuments] = []
    for (place, scope) in scopes.enumerated() {
      var part = page.part(ofCorpus: place)
      part.sharesScale = scopes.count > 1
      part.example = example
      found.append(try await scope.find(query, analyzer, part))
    }
    return found
  }

  private func show(
    _ found: [RankedDocuments], _ query: Query, _ page: SearchPage, _ take: (SearchHit) throws -> Void
  ) async throws -> SearchFindings {
    let merged = MergedRanking(found, most: page.most)
    for run in merged.runs { try await found[run.corpus].read(run.documents, take) }
    var next: String?
    if merged.hasMore, let last = merged.runs.last {
      let document = found[last.corpus].documents[last.documents.upperBound - 1]
      next = page.cursor(after: document, ofCorpus: last.corpus)
    }
    return SearchFindings(
      coverage: found.map(\.coverage), isQueryCut: query.isCut, operatorsIgnored: query.operatorsIgnored, next: next)
  }
}
