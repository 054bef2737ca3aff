/// Which part of a ranking is wanted, and on which scale its scores should be.
package struct RankingPart: Sendable {
  /// Where to continue; nil to start with the best.
  package var after: RankingPlace?
  /// How many documents at most; nil for all.
  package var most: Int?
  /// True when scores must be comparable with those of other corpora: each is then a share of the best score that the query
  /// could give to a document of its corpus.
  package var sharesScale: Bool
  /// The example that the query was made from; it is left out of the ranking.
  package var example: SearchExample?

  /// `most` is nil for all documents from `after` on.
  package init(
    after: RankingPlace? = nil, most: Int?, sharesScale: Bool = false, example: SearchExample? = nil
  ) {
    self.after = after
    self.most = most
    self.sharesScale = sharesScale
    self.example = example
  }
}
