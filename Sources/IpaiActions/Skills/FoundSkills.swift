package import IpaiSearch

/// The skills that a search found, and what applies to all of them.
package struct FoundSkills: ListOutcome, Equatable {
  /// The query as it was typed.
  package var query: String
  /// Best first.
  package var items: [FoundSkill] = []
  /// How they were found.
  package var mode: SearchMode
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?
  /// Where the next page begins; nil when nothing more matches.
  package var next: String?

  /// The skills found for a query.
  package init(_ query: String, _ findings: SearchFindings) {
    self.query = query
    mode = findings.coverage.first?.mode ?? .lexical
    meaningUnavailable = findings.coverage.first?.meaningUnavailable
    next = findings.next
  }

  enum CodingKeys: String, CodingKey {
    case query, mode, next
    case items = "results"
    case meaningUnavailable = "meaning_unavailable"
  }
}
