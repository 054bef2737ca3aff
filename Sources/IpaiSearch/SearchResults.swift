package import IpaiCore

/// What a search found, best first.
package struct SearchResults: Codable, Sendable, Equatable {
  package var query: String
  package var corpus: String
  package var results: [SearchResult]
  /// How they were found.
  package var mode: SearchMode
  /// How many of the commits searched have no vector yet and were found by words alone; nil where only words count.
  package var withoutVectors: Int?
  /// How many of the commits searched lack paths or words of their diffs, because objects are missing or damaged; nil for
  /// none.
  package var withoutAllWords: Int?
  /// How many of them a filter by path may have missed, as not all of their paths are kept; nil for none.
  package var withoutAllPaths: Int?
  /// How many commits HEAD has that the index has not; nil when that is not known.
  package var behind: Int?
  /// How many commits the index still has that HEAD no longer reaches; nil when that is not known.
  package var ahead: Int?
  /// False while the index is being built or after it was interrupted.
  package var isComplete: Bool
  /// True when the query had more words than are looked up.
  package var isQueryCut: Bool
  /// Why quotes and dashes in the query were read as plain text; nil when they were not, or there were none.
  package var operatorsIgnored: IgnoredOperators?
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?
  /// Where the next page begins; nil when nothing more matches.
  package var next: String?
  /// Where nothing matches, what would; nil where that is not known.
  package var hint: String?

  package init(
    query: String, corpus: String, results: [SearchResult], mode: SearchMode, withoutVectors: Int? = nil,
    behind: Int? = nil, ahead: Int? = nil,
    isComplete: Bool = true, isQueryCut: Bool = false, operatorsIgnored: IgnoredOperators? = nil,
    meaningUnavailable: String? = nil
  ) {
    self.query = query
    self.corpus = corpus
    self.results = results
    self.mode = mode
    self.withoutVectors = withoutVectors
    self.behind = behind
    self.ahead = ahead
    self.isComplete = isComplete
    self.isQueryCut = isQueryCut
    self.operatorsIgnored = operatorsIgnored
    self.meaningUnavailable = meaningUnavailable
  }

  enum CodingKeys: String, CodingKey {
    case query, corpus, results, mode, behind, ahead, next, hint
    case withoutVectors = "without_vectors"
    case withoutAllWords = "without_diff_words"
    case withoutAllPaths = "without_all_paths"
    case isComplete = "complete"
    case isQueryCut = "query_cut"
    case operatorsIgnored = "operators_ignored"
    case meaningUnavailable = "meaning_unavailable"
  }
}

/// A commit that was found, with what its score is made of.
package struct SearchResult: Codable, Sendable, Equatable {
  /// The full id.
  package var commit: String
  package var score: Double
  /// The score's parts by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to the query's, up to 1; nil where only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when no word of the query occurs in it, so that it was found by its meaning alone; nil otherwise.
  package var isMeaningOnly: Bool?
  /// The score's parts by term of the query, highest first, each by field; nil where that was not asked for.
  package var terms: [TermContribution]?
  package var author: Person
  package var authored: ZonedTimestamp
  package var committed: Timestamp
  package var subject: String
  package var paths: [String]
  /// How many paths it changed in all; `paths` holds the first of them.
  package var pathCount: Int
  /// True when it changed more paths than the index keeps.
  package var arePathsCut: Bool
  /// The path of a repository that reaches it.
  package var repository: String
  package var match: MatchedLine?

  package init(
    commit: String, score: Double, components: [String: Double], similarity: Double?, isMeaningOnly: Bool?,
    terms: [TermContribution]?, author: Person, authored: ZonedTimestamp, committed: Timestamp, subject: String,
    paths: [String], pathCount: Int,
    arePathsCut: Bool, repository: String, match: MatchedLine?
  ) {
    self.commit = commit
    self.score = score
    self.components = components
    self.similarity = similarity
    self.isMeaningOnly = isMeaningOnly
    self.terms = terms
    self.author = author
    self.authored = authored
    self.committed = committed
    self.subject = subject
    self.paths = paths
    self.pathCount = pathCount
    self.arePathsCut = arePathsCut
    self.repository = repository
    self.match = match
  }

  enum CodingKeys: String, CodingKey {
    case commit, score, components, similarity, terms, author, authored, committed, subject, paths, repository, match
    case pathCount = "path_count"
    case isMeaningOnly = "meaning_only"
    case arePathsCut = "paths_cut"
  }
}

/// What one term of the query gave to a score.
package struct TermContribution: Codable, Sendable, Equatable {
  /// The word as it was typed.
  package var word: String
  /// The form it is indexed in.
  package var term: String
  package var score: Double
  /// How rare the term is in the documents searched.
  package var inverseDocumentFrequency: Double
  package var fields: [String: Double]

  package init(word: String, term: String, score: Double, inverseDocumentFrequency: Double, fields: [String: Double]) {
    self.word = word
    self.term = term
    self.score = score
    self.inverseDocumentFrequency = inverseDocumentFrequency
    self.fields = fields
  }

  enum CodingKeys: String, CodingKey {
    case word, term, score, fields
    case inverseDocumentFrequency = "idf"
  }
}
