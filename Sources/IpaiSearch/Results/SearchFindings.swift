/// What a search found, and what applies to all of it.
package struct SearchFindings: Sendable {
  /// Best first; empty when they were handed over one by one.
  package var hits: [SearchHit]
  /// How much of each corpus the search covered, in the order in which they were named.
  package var coverage: [CorpusCoverage]
  /// Why corpora were left out that could not be searched, by their names; empty unless that was allowed.
  package var leftOut: [String: String] = [:]
  /// True when the query had more words than are looked up.
  package var isQueryCut: Bool
  /// Why quotes and dashes in the query were read as plain text; nil when they were not, or there were none.
  package var operatorsIgnored: IgnoredOperators?
  /// Where the next page begins; nil when nothing more matches.
  package var next: String?

  package init(
    hits: [SearchHit] = [], coverage: [CorpusCoverage], isQueryCut: Bool, operatorsIgnored: IgnoredOperators? = nil,
    next: String? = nil
  ) {
    self.hits = hits
    self.coverage = coverage
    self.isQueryCut = isQueryCut
    self.operatorsIgnored = operatorsIgnored
    self.next = next
  }
}
