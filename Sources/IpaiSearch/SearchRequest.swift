package import IpaiCore

/// A search: what is looked for, where, and among which documents.
package struct SearchRequest: Codable, Sendable, Equatable {
  package var query: String
  /// The kind of document looked for: `commits`.
  package var corpus: String
  /// Any folder in the repository to search, absolute; nil for all repositories in the index.
  package var repository: String?
  /// A part of the author's name or address, whatever its case.
  package var author: String?
  /// Committed at or after this moment, and at or before that.
  package var since: Timestamp?
  package var until: Timestamp?
  /// A pattern of changed paths: a file, a folder, or a glob whose `*` also crosses slashes.
  package var path: String?
  package var maxResults: Int

  package init(
    query: String, corpus: String = "commits", repository: String? = nil, author: String? = nil,
    since: Timestamp? = nil, until: Timestamp? = nil, path: String? = nil, maxResults: Int = 10
  ) {
    self.query = query
    self.corpus = corpus
    self.repository = repository
    self.author = author
    self.since = since
    self.until = until
    self.path = path
    self.maxResults = maxResults
  }

  enum CodingKeys: String, CodingKey {
    case query, corpus, repository, author, since, until, path
    case maxResults = "max_results"
  }
}
