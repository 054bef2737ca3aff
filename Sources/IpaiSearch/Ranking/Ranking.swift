/// Combines the scores of documents by words and by meaning into one order.
package struct Ranking: DocumentRanking, Sendable {
  /// How the meaning of a query compares with that of the documents.
  package struct Meaning: Sendable {
    /// The nearest documents.
    package let nearest: NearestVectors
    /// The least similarity of a document that has none of the words.
    package let floor: Float

    /// `floor` is the least similarity of a document without any of the words.
    package init(nearest: NearestVectors, floor: Float) {
      self.nearest = nearest
      self.floor = floor
    }
  }

  /// How many of the nearest vectors count.
  package static let nearest = 1000

  private let words: TermScores
  private let meaning: Meaning?
  private let mode: SearchMode
  /// The similarity above which meaning counts, and how much each unit above it counts.
  private let worth: (start: Float, share: Float)
  /// Whether `scale` must make scores comparable with those of other collections.
  package let sharesScale: Bool

  /// `meaning` is nil when only words count; `sharesScale` says whether `scale` must make scores comparable with those of
  /// other collections.
  package init(words: TermScores, meaning: Meaning?, mode: SearchMode, sharesScale: Bool = false) {
    self.words = words
    self.meaning = meaning
    self.mode = mode
    self.sharesScale = sharesScale
    worth = Self.worth(words, meaning, mode)
  }

  /// The best score that the query could give to a document of the collection, for all of its words at any frequency and for
  /// the same meaning. Positive.
  package var bestPossible: Float {
    var best: Float = 0
    if mode != .vector { best += words.bestPossible }
    if meaning != nil { best += worth.share * (1 - worth.start) }
    guard best > 0 else { return 1 }
    return best
  }

  /// The best `count` documents, best first.
  package func ranked(_ count: Int) -> [Ranked] {
    let hits = (meaning?.nearest.hits ?? []).filter {
      $0.document < words.scores.count && ($0.similarity >= meaning?.floor ?? 0 || words.scores[$0.document] > 0)
    }
    var scores = words.scores
    if mode == .vector { scores = [Float](repeating: 0, count: scores.count) }
    var nearby: [Int: Float] = [:]
    for hit in hits where hit.similarity > worth.start {
      scores[hit.document] += worth.share * (hit.similarity - worth.start)
      nearby[hit.document] = hit.similarity
    }
    return TopDocuments.best(count, of: scores).map { document in
      let similarity = nearby[document]
      var parts: [SIMD8<Float>] = []
      if mode != .vector { parts = words.parts(of: document) }
      return Ranked(
        document: document, score: scores[document], parts: parts, name: 0,
        meaning: similarity.map { worth.share * ($0 - worth.start) } ?? 0, similarity: similarity,
        others: [:], isMeaningOnly: words.scores[document] == 0)
    }
  }

  /// Words and meaning are added as they are. A query whose words are many and rare has documents with high scores, which
  /// meaning hardly moves; one whose words are common, or which no document matches well, leaves the choice to meaning. A
  /// vector counts by how far it stands out, in deviations. Chosen on the development splits of three repositories and of
  /// the paraphrases (`Tests/Benchmarks`).
  private static func worth(
    _ words: TermScores, _ meaning: Meaning?, _ mode: SearchMode
  ) -> (start: Float, share: Float) {
    guard let nearest = meaning?.nearest, mode == .hybrid else { return (0, 1) }
    var start: Float = 0
    if nearest.hits.count >= Self.nearest { start = nearest.hits[Self.nearest - 1].similarity }
    let rarity = max(1, words.rarity).squareRoot()
    return (start, (0.2 + 3 * max(0, 0.45 - words.bestCoverage)) * rarity / nearest.deviation)
  }
}
