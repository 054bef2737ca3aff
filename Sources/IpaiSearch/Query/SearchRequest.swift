/// A search: what to look for, where, and among which documents.
package struct SearchRequest: Sendable, Equatable {
  /// The text that was typed; empty when `like` is given.
  package var query: String
  /// Any folder in the repository to search, absolute; nil for all repositories in the index. Corpora without repositories
  /// are searched as a whole.
  package var repository: String?
  /// Where the caller stands, absolute: the repository there knows the names that `like` may use when all repositories are
  /// searched. nil when the caller stands nowhere.
  package var folder: String?
  /// Which documents to search.
  package var filter: DocumentFilter
  /// How many results at most.
  package var maxResults: Int
  /// True when all results are wanted; `maxResults` is then ignored.
  package var isUnlimited = false
  /// The cursor that an earlier page of the same search returned as its `next`.
  package var after: String?
  /// How to find documents; nil for the best available mode.
  package var mode: SearchMode?
  /// True when quotes and dashes in the query have no special meaning.
  package var isPlain: Bool
  /// True when only the best document of each group is wanted, such as the best message of each conversation. Corpora without
  /// groups are not affected.
  package var isGrouped = false
  /// True when only the best part of each whole is wanted, such as the best passage of each file. Corpora without parts are not
  /// affected.
  package var isByWhole = true
  /// The name of a document, such as a revision, whose text is searched for instead of `query`; it is not among the results.
  package var like: String?

  /// A search of a repository, or of everything when `repository` is nil.
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

  /// The filters that the request uses, which not every corpus supports.
  package var filters: Set<SearchFilter> {
    var filters: Set<SearchFilter> = []
    if !filter.authors.isEmpty { filters.insert(.author) }
    if filter.since != nil || filter.until != nil { filters.insert(.date) }
    if !filter.paths.isEmpty { filters.insert(.path) }
    if !filter.sessions.isEmpty { filters.insert(.session) }
    if !filter.users.isEmpty { filters.insert(.user) }
    if !filter.roles.isEmpty { filters.insert(.role) }
    if !filter.links.isEmpty { filters.insert(.link) }
    if !filter.languages.isEmpty { filters.insert(.language) }
    if !filter.metadata.isEmpty { filters.insert(.metadata) }
    return filters
  }
}
