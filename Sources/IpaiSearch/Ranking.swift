/// A document with its score and what it is made of.
package struct Ranked: Sendable {
  package let document: Int
  package let score: Float
  /// By term of the query: its part of the score, field by field.
  package let parts: [SIMD8<Float>]
  /// The part of the score that its meaning gave.
  package let meaning: Float
  /// The product of its vector and the query's, at most 1; nil when it is not among the nearest.
  package let similarity: Float?
}

/// Mixes what words and meaning say of documents into one order.
package enum Ranking {
  /// The share of the words. Chosen on the development splits of three repositories.
  private static let lexicalShare: Float = 0.8
  /// So many of the nearest vectors count, from 1 for the nearest down to 0 for the last.
  package static let nearest = 1000

  /// The best `count` documents, best first; among equals the one with the lower number. `hits` are the nearest vectors,
  /// nearest first; nil when only words count.
  package static func best(
    _ count: Int, words: TermScores, hits: [VectorScan.Hit]?, mode: SearchMode
  ) -> [Ranked] {
    let meanings = meanings(hits ?? [], mode)
    let similarities = Dictionary((hits ?? []).map { ($0.document, $0.similarity) }, uniquingKeysWith: max)
    var scores = words.scores
    let factor: Float
    switch mode {
    case .lexical: factor = 1
    case .vector:
      factor = 0
      scores = [Float](repeating: 0, count: scores.count)
    case .hybrid:
      let most = scores.max() ?? 0
      factor = most > 0 ? lexicalShare / most : 0
      for document in scores.indices { scores[document] *= factor }
    }
    let share = mode == .hybrid ? 1 - lexicalShare : 1
    for (document, meaning) in meanings where document < scores.count { scores[document] += share * meaning }
    return TopDocuments.best(count, of: scores).map { document in
      Ranked(
        document: document, score: scores[document], parts: words.parts(of: document).map { $0 * factor },
        meaning: share * (meanings[document] ?? 0), similarity: similarities[document])
    }
  }

  /// By document: its similarity, for a mix stretched so that the nearest has 1 and the last 0.
  private static func meanings(_ hits: [VectorScan.Hit], _ mode: SearchMode) -> [Int: Float] {
    guard let first = hits.first, let last = hits.last else { return [:] }
    if mode == .vector { return Dictionary(hits.map { ($0.document, $0.similarity) }, uniquingKeysWith: max) }
    let span = first.similarity - last.similarity
    return Dictionary(
      hits.map { ($0.document, span > 0 ? ($0.similarity - last.similarity) / span : 1) }, uniquingKeysWith: max)
  }
}
