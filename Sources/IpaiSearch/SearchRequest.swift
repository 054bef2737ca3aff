/// A search: what is looked for, where, and among which documents.
package struct SearchRequest: Codable, Sendable, Equatable {
  package var query: String
  /// The kind of document looked for: `commits`.
  package var corpus: String
  /// Any folder in the repository to search, absolute; nil for all repositories in the index.
  package var repository: String?
  /// Its fields stand beside the request's own when encoded.
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
  /// A revision whose message is looked for instead of `query`; it is not among the results.
  package var like: String?

  package init(
    query: String, corpus: String = "commits", repository: String? = nil, filter: DocumentFilter = DocumentFilter(),
    maxResults: Int = 10, mode: SearchMode? = nil, isPlain: Bool = false, like: String? = nil
  ) {
    (self.mode, self.isPlain, self.like) = (mode, isPlain, like)
    self.query = query
    self.corpus = corpus
    self.repository = repository
    self.filter = filter
    self.maxResults = maxResults
  }

  enum CodingKeys: String, CodingKey {
    case query, corpus, repository, mode, like, after
    case isUnlimited = "all"
    case isPlain = "plain"
    case maxResults = "max_results"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      query: try values.decode(String.self, forKey: .query), corpus: try values.decode(String.self, forKey: .corpus),
      repository: try values.decodeIfPresent(String.self, forKey: .repository),
      filter: try DocumentFilter(from: decoder), maxResults: try values.decode(Int.self, forKey: .maxResults),
      mode: try values.decodeIfPresent(SearchMode.self, forKey: .mode),
      isPlain: try values.decodeIfPresent(Bool.self, forKey: .isPlain) ?? false,
      like: try values.decodeIfPresent(String.self, forKey: .like))
    isUnlimited = try values.decodeIfPresent(Bool.self, forKey: .isUnlimited) ?? false
    after = try values.decodeIfPresent(String.self, forKey: .after)
  }

  package func encode(to encoder: any Encoder) throws {
    try filter.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(query, forKey: .query)
    try values.encode(corpus, forKey: .corpus)
    try values.encodeIfPresent(repository, forKey: .repository)
    try values.encode(maxResults, forKey: .maxResults)
    try values.encodeIfPresent(mode, forKey: .mode)
    try values.encode(isPlain, forKey: .isPlain)
    try values.encodeIfPresent(like, forKey: .like)
    try values.encode(isUnlimited, forKey: .isUnlimited)
    try values.encodeIfPresent(after, forKey: .after)
  }
}
