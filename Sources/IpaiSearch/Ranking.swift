/// A document with its score and what it is made of.
package struct Ranked: Sendable {
  package let document: Int
  package let score: Float
  /// By term of the query: its part of the score, field by field.
  package let parts: [SIMD8<Float>]
  /// The part of the score that its name gave: the query is its id.
  package let name: Float
  /// The part of the score that its meaning gave.
  package let meaning: Float
  /// The product of its vector and the query's, at most 1; nil when it is not among the nearest.
  package let similarity: Float?
  /// True when no word of the query occurs in it.
  package let isMeaningOnly: Bool
}

/// Mixes what words and meaning say of documents into one order.
package enum Ranking {
  /// The meaning of a query as it is compared with the documents'.
  package struct Meaning: Sendable {
    package let nearest: NearestVectors
    /// How near a document must be that has none of the words.
    package let floor: Float

    package init(nearest: NearestVectors, floor: Float) { (self.nearest, self.floor) = (nearest, floor) }
  }

  /// So many of the nearest vectors count.
  package static let nearest = 1000

  /// The best `count` documents, best first; among equals the one with the lower number. `meaning` is nil when only words
  /// count. The documents in `named` stand before all others, in their order.
  package static func best(
    _ count: Int, words: TermScores, meaning: Meaning?, mode: SearchMode, named: [Int] = []
  ) -> [Ranked] {
    let ranked = ranked(count, words, meaning, mode)
    guard !named.isEmpty else { return ranked }
    let top = ranked.first?.score ?? 0
    let first = named.enumerated().map { index, document in
      let score = top + Float(named.count - index)
      return Ranked(
        document: document, score: score, parts: [], name: score, meaning: 0, similarity: nil, isMeaningOnly: false)
    }
    return Array((first + ranked.filter { !named.contains($0.document) }).prefix(count))
  }

  private static func ranked(
    _ count: Int, _ words: TermScores, _ meaning: Meaning?, _ mode: SearchMode
  ) -> [Ranked] {
    let hits = (meaning?.nearest.hits ?? []).filter {
      $0.document < words.scores.count && ($0.similarity >= meaning?.floor ?? 0 || words.scores[$0.document] > 0)
    }
    let worth = worth(words, meaning, mode)
    var scores = mode == .vector ? [Float](repeating: 0, count: words.scores.count) : words.scores
    var nearby: [Int: Float] = [:]
    for hit in hits where hit.similarity > worth.start {
      scores[hit.document] += worth.share * (hit.similarity - worth.start)
      nearby[hit.document] = hit.similarity
    }
    return TopDocuments.best(count, of: scores).map { document in
      let similarity = nearby[document]
      return Ranked(
        document: document, score: scores[document], parts: mode == .vector ? [] : words.parts(of: document), name: 0,
        meaning: similarity.map { worth.share * ($0 - worth.start) } ?? 0, similarity: similarity,
        isMeaningOnly: words.scores[document] == 0)
    }
  }

  /// From which similarity on meaning counts, and how much each unit of it does.
  ///
  /// Words and meaning are added as they are. A query whose words are many and rare has documents with high scores, which
  /// meaning hardly moves; one whose words are common, or which no document matches well, leaves the choice to meaning. A
  /// vector counts by how far it stands out, in deviations. Chosen on the development splits of three repositories and of
  /// the paraphrases (`Tests/Benchmarks`).
  private static func worth(
    _ words: TermScores, _ meaning: Meaning?, _ mode: SearchMode
  ) -> (start: Float, share: Float) {
    guard let nearest = meaning?.nearest, mode == .hybrid else { return (0, 1) }
    let start = nearest.hits.count < Self.nearest ? 0 : nearest.hits[Self.nearest - 1].similarity
    let rarity = max(1, words.rarity).squareRoot()
    return (start, (0.2 + 3 * max(0, 0.45 - words.bestCoverage)) * rarity / nearest.deviation)
  }
}
