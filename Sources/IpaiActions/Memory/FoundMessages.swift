package import IpaiSearch

/// The messages that a search found, and what applies to all of them.
package struct FoundMessages: ListOutcome, Equatable {
  /// The query as it was typed.
  package var query: String
  /// Best first.
  package var items: [FoundMessage] = []
  /// How they were found.
  package var mode: SearchMode
  /// How many of the messages searched have no vector yet and can be found by words alone; nil when only words count.
  package var withoutVectors: Int?
  /// True when the query had more words than are looked up.
  package var isQueryCut: Bool
  /// Why quotes and dashes in the query were read as plain text; nil when they were not, or there were none.
  package var operatorsIgnored: IgnoredOperators?
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?
  /// Where the next page begins; nil when nothing more matches.
  package var next: String?

  /// The messages found for a query.
  package init(_ query: String, _ findings: SearchFindings) {
    let coverage = findings.coverage.first
    self.query = query
    mode = coverage?.mode ?? .lexical
    withoutVectors = coverage?.withoutVectors
    meaningUnavailable = coverage?.meaningUnavailable
    isQueryCut = findings.isQueryCut
    operatorsIgnored = findings.operatorsIgnored
    next = findings.next
  }

  enum CodingKeys: String, CodingKey {
    case query, mode, next
    case items = "results"
    case withoutVectors = "without_vectors"
    case isQueryCut = "query_cut"
    case operatorsIgnored = "operators_ignored"
    case meaningUnavailable = "meaning_unavailable"
  }
}
