package import IpaiSearch

/// What a search found, and what applies to all of it.
package struct SearchResults: ListOutcome, Equatable {
  /// The query as it was typed.
  package var query: String
  /// The corpora that were searched, separated by commas.
  package var corpus: String
  /// Best first.
  package var items: [FoundDocument] = []
  /// How they were found: hybrid when any corpus was searched that way.
  package var mode: SearchMode
  /// How many of the documents searched have no vector yet and can be found by words alone; nil when only words count.
  package var withoutVectors: Int?
  /// How many of the documents searched lack some of their words because objects are missing or damaged; nil for none.
  package var withoutAllWords: Int?
  /// How many of them a filter by path may have missed because not all of their paths are stored; nil for none.
  package var withoutAllPaths: Int?
  /// How many commits of the repository are not in the index; nil when that is not known.
  package var behind: Int?
  /// How many commits of the index the repository no longer reaches; nil when that is not known.
  package var ahead: Int?
  /// False while an index is being built or after it was interrupted.
  package var isComplete: Bool
  /// True when the query had more words than are looked up.
  package var isQueryCut: Bool
  /// Why quotes and dashes in the query were read as plain text; nil when they were not, or there were none.
  package var operatorsIgnored: IgnoredOperators?
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?
  /// The details of each corpus when several were searched; nil for a single one, for which the other keys say everything.
  package var corpora: [CorpusCoverage]?
  /// Why corpora were left out of a search of all of them, by their names; nil when none was.
  package var leftOut: [String: String]?
  /// Where the next page begins; nil when nothing more matches.
  package var next: String?
  /// With a budget: how many tokens the passages have with their places; nil without.
  package var tokens: Int?
  /// When nothing matches, how to find something; nil when that is not known.
  package var hint: String?

  /// The results of a query; the numbers of several corpora are added up.
  package init(_ query: String, _ findings: SearchFindings) {
    let coverage = findings.coverage
    self.query = query
    corpus = coverage.map(\.corpus).joined(separator: ",")
    let modes = coverage.map(\.mode)
    mode = modes.first { $0 != .lexical } ?? .lexical
    withoutVectors = Self.sum(coverage.compactMap(\.withoutVectors))
    withoutAllWords = Self.sum(coverage.compactMap(\.withoutAllWords))
    withoutAllPaths = Self.sum(coverage.compactMap(\.withoutAllPaths))
    behind = Self.sum(coverage.compactMap(\.behind))
    ahead = Self.sum(coverage.compactMap(\.ahead))
    isComplete = coverage.allSatisfy(\.isComplete)
    meaningUnavailable = coverage.lazy.compactMap(\.meaningUnavailable).first
    if coverage.count > 1 { corpora = coverage }
    isQueryCut = findings.isQueryCut
    operatorsIgnored = findings.operatorsIgnored
    next = findings.next
    if !findings.leftOut.isEmpty { leftOut = findings.leftOut }
  }

  private static func sum(_ counts: [Int]) -> Int? {
    guard !counts.isEmpty else { return nil }
    return counts.reduce(0, +)
  }

  enum CodingKeys: String, CodingKey {
    case query, corpus, corpora, mode, behind, ahead, next, tokens, hint
    case items = "results"
    case leftOut = "left_out"
    case withoutVectors = "without_vectors"
    case withoutAllWords = "without_diff_words"
    case withoutAllPaths = "without_all_paths"
    case isComplete = "complete"
    case isQueryCut = "query_cut"
    case operatorsIgnored = "operators_ignored"
    case meaningUnavailable = "meaning_unavailable"
  }
}
