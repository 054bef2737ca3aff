import IpaiDatabase

/// How much of the title of a whole, and of the titles of its parts, a query says: a page whose title stands in the question is about
/// it, however long the page is and however many others have the same words.
///
/// It is the share of the inverse document frequencies of a title's words that the query has, from 0 to less than 1. What the other words
/// are worth is not looked up: each counts as one that is neither rare nor frequent. Every title counts as if it had one word more than
/// it has, so that a title of one word is not covered at once.
struct TitleCoverage {
  /// By whole: the share of its title, and the greatest share of the title of one of its parts.
  private(set) var shares: [SIMD2<Float>]

  /// The inverse document frequency that counts for a word that the query does not have.
  private static let otherRarity: Float = 3

  /// The coverage by the words that `words` scored.
  init(_ words: TermScores, _ wholes: WholeDocuments, nameColumns columns: (whole: Int, part: Int)) {
    shares = [SIMD2<Float>](repeating: .zero, count: wholes.groups.count)
    var rarities = [SIMD2<Float>](repeating: .zero, count: wholes.titleLengths.count)
    var counts = rarities
    for (postings, rarity) in zip(words.postings, words.inverseDocumentFrequencies) {
      for posting in postings where Int(posting.document) < counts.count {
        let frequencies = posting.frequencies
        let count = SIMD2(Float(frequencies[columns.whole]), Float(frequencies[columns.part]))
        counts[Int(posting.document)] += count
        rarities[Int(posting.document)].replace(with: rarities[Int(posting.document)] + rarity, where: count .> 0)
      }
    }
    for (document, rarity) in rarities.enumerated() where rarity != .zero {
      guard let whole = wholes.groups.whole(of: document) else { continue }
      let others = pointwiseMax(.zero, wholes.titleLengths[document] - counts[document])
      let share = rarity / (rarity + Self.otherRarity * (others + 1))
      shares[whole] = pointwiseMax(shares[whole], share.replacing(with: 0, where: wholes.titleLengths[document] .== 0))
    }
  }
}
