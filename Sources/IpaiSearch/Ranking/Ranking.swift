/// Mixes what words and meaning say of documents into one order.
package struct Ranking: Sendable {
  /// The meaning of a query as it is compared with the documents'.
  package struct Meaning: Sendable {
    package let nearest: NearestVectors
    /// How near a document must be that has none of the words.
    package let floor: Float

    package init(nearest: NearestVectors, floor: Float) {
      self.nearest = nearest
      self.floor = floor
    }
  }

  /// So many of the nearest vectors count.
  package static let nearest = 1000

  private let words: TermScores
  private let meaning: Meaning?
  private let mode: SearchMode
  /// From which similarity on meaning counts, and how much each unit of it does.
  private let worth: (start: Float, share: Float)
  private let sharesScale: Bool

  /// `meaning` is nil when only words count; `sharesScale` says whether scores are to be comparable with those of other
  /// collections, by `scale`.
  package init(words: TermScores, meaning: Meaning?, mode: SearchMode, sharesScale: Bool = false) {
    self.words = words
    self.meaning = meaning
    self.mode = mode
    self.sharesScale = sharesScale
    worth = Self.worth(words, meaning, mode)
  }

  /// The best score that the query could give to a document of the collection: all its words at their most frequent, and
  /// its very meaning. Positive.
  package var bestPossible: Float {
    let byWords = mode == .vector ? 0 : words.bestPossible
    let byMeaning = meaning == nil ? 0 : worth.share * (1 - worth.start)
    let best = byWords + byMeaning
    return best > 0 ? best : 1
  }

  /// What scores are to be multiplied with: 1, or what makes the best possible score 1.
  package var scale: Float { sharesScale ? 1 / bestPossible : 1 }

  /// The best `count` documents, best first; among equals the one with the lower number. The documents in `named` stand
  /// before all others, in their order.
  package func best(_ count: Int, named: [Int] = []) -> [Ranked] {
    let ranked = ranked(count)
    guard !named.isEmpty else { return ranked }
    // Above everything else, in other collections too.
    let top = max(ranked.first?.score ?? 0, sharesScale ? bestPossible : 0)
    let first = named.enumerated().map { index, document in
      let score = top + Float(named.count - index)
      return Ranked(
        document: document, score: score, parts: [], name: score, meaning: 0, similarity: nil, isMeaningOnly: false)
    }
    return Array((first + ranked.filter { !named.contains($0.document) }).prefix(count))
  }

  private func ranked(_ count: Int) -> [Ranked] {
    let hits = (meaning?.nearest.hits ?? []).filter {
      $0.document < words.scores.count && ($0.similarity >= meaning?.floor ?? 0 || words.scores[$0.document] > 0)
    }
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
