/// The best documents of several rankings, merged into one order.
struct MergedRanking {
  /// Consecutive documents of one corpus.
  struct Run: Equatable {
    /// The place of the corpus among the rankings.
    let corpus: Int
    /// Places in that ranking.
    var documents: Range<Int>
  }

  /// Best first.
  private(set) var runs: [Run] = []
  /// True when more documents follow.
  private(set) var hasMore = false

  /// Takes the best `most` documents of rankings that are each sorted; all of them when `most` is nil. Among equal scores
  /// those of the earlier ranking come first.
  init(_ rankings: [RankedDocuments], most: Int?) {
    var heads = [Int](repeating: 0, count: rankings.count)
    var room = most ?? .max
    while room > 0, let best = Self.best(rankings, heads) {
      add(best, heads[best])
      heads[best] += 1
      room -= 1
    }
    hasMore = zip(rankings, heads).contains { $0.hasMore || $1 < $0.documents.count }
  }

  /// The ranking whose next document has the highest score; nil when none has any left.
  private static func best(_ rankings: [RankedDocuments], _ heads: [Int]) -> Int? {
    var best: (ranking: Int, score: Float)?
    for (ranking, head) in heads.enumerated() where head < rankings[ranking].documents.count {
      let score = rankings[ranking].documents[head].score
      if score > best?.score ?? -.infinity { best = (ranking, score) }
    }
    return best?.ranking
  }

  private mutating func add(_ corpus: Int, _ document: Int) {
    if let last = runs.last, last.corpus == corpus {
      runs[runs.count - 1].documents = last.documents.lowerBound..<(document + 1)
    } else {
      runs.append(Run(corpus: corpus, documents: document..<(document + 1)))
    }
  }
}
