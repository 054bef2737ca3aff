/// The score of a hit and its parts.
package struct HitScore: Sendable, Equatable {
  package var total: Double
  /// The score's parts by field; they add up to it.
  package var components: [String: Double]
  /// How near the document's meaning is to the query's, up to 1; nil where only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when no word of the query occurs in it, so that it was found by its meaning alone.
  package var isMeaningOnly: Bool
  /// The score's parts by term of the query, highest first, each by field.
  package var terms: [TermContribution]

  package init(
    total: Double, components: [String: Double], similarity: Double? = nil, isMeaningOnly: Bool = false,
    terms: [TermContribution] = []
  ) {
    self.total = total
    self.components = components
    self.similarity = similarity
    self.isMeaningOnly = isMeaningOnly
    self.terms = terms
  }
}
