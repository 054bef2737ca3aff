/// Which part of a ranking is wanted, and on which scale its scores are to be.
package struct RankingPart: Sendable {
  /// Where to go on; nil to start with the best.
  package var after: RankingPlace?
  /// How many documents at most; nil for all.
  package var most: Int?
  /// True when scores are to be comparable with those of other corpora: each is a share of the best score that the query
  /// could give to a document of its corpus.
  package var sharesScale: Bool
  /// The example that was looked for; it is not among the documents.
  package var example: SearchExample?

  package init(
    after: RankingPlace? = nil, most: Int?, sharesScale: Bool = false, example: SearchExample? = nil
  ) {
    self.after = after
    self.most = most
    self.sharesScale = sharesScale
    self.example = example
  }
}
