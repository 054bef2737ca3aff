/// The score of a hit and its parts.
package struct HitScore: Sendable, Equatable {
  /// The score itself.
  package var total: Double
  /// The parts of the score by field; they add up to it.
  package var components: [String: Double]
  /// How near its meaning is to that of the query, up to 1; nil when only words count or it is not among the nearest.
  package var similarity: Double?
  /// True when no word of the query occurs in it, so that it was found by its meaning alone.
  package var isMeaningOnly: Bool
  /// The parts of the score by term of the query, highest first.
  package var terms: [TermContribution]

  /// `components` add up to `total`.
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
