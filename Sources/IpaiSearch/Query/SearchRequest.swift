/// A search: what is looked for, where, and among which documents.
package struct SearchRequest: Sendable, Equatable {
  package var query: String
  /// Any folder in the repository to search, absolute; nil for all repositories in the index. Corpora that know nothing of
  /// repositories are searched as a whole.
  package var repository: String?
  package var filter: DocumentFilter
  package var maxResults: Int
  /// True when all results are wanted, whatever `maxResults` says.
  package var isUnlimited = false
  /// The cursor that an earlier page of the same search gave as its `next`.
  package var after: String?
  /// How to find; nil for the best that there is.
  package var mode: SearchMode?
  /// True when quotes and dashes in the query mean nothing special.
  package var isPlain: Bool
  /// The name of a document whose text is looked for instead of `query`, as a revision; it is not among the results.
  package var like: String?

  package init(
    query: String, repository: String? = nil, filter: DocumentFilter = DocumentFilter(), maxResults: Int = 10,
    mode: SearchMode? = nil, isPlain: Bool = false, like: String? = nil
  ) {
    self.query = query
    self.repository = repository
    self.filter = filter
    self.maxResults = maxResults
    self.mode = mode
    self.isPlain = isPlain
    self.like = like
  }

  /// What the request says besides the query, which not every corpus understands.
  package var filters: Set<SearchFilter> {
    var filters: Set<SearchFilter> = []
    if !filter.authors.isEmpty { filters.insert(.author) }
    if filter.since != nil || filter.until != nil { filters.insert(.date) }
    if !filter.paths.isEmpty { filters.insert(.path) }
    return filters
  }
}
