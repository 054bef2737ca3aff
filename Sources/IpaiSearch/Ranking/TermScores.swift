import IpaiDatabase

/// What the words of a query give to each document.
package struct TermScores {
  /// By document; 0 where nothing matches or the document may not be found.
  package let scores: [Float]
  /// By document: 1 when the query and its filters let it be found.
  package let allowed: [UInt8]
  /// By term of the query.
  package let inverseDocumentFrequencies: [Float]
  let postings: TermPostings
  let terms: [Range<Int>]
  let collection: CollectionStatistics
  let model: BM25F
  let incidental: IncidentalField

  /// What the score of a document is made of: by term of the query its part, field by field.
  func parts(of document: Int) -> [SIMD8<Float>] {
    var (score, chosen): (Float, Float) = (0, 0)
    let parts = zip(terms, inverseDocumentFrequencies).map { range, weight -> SIMD8<Float> in
      guard let posting = postings.posting(of: document, in: range) else { return .zero }
      let fields = SIMD8<Float>(posting.frequencies) * collection.normalizations[document]
      let frequency = fields.sum()
      guard frequency > 0 else { return .zero }
      let part = weight * model.saturated(frequency)
      score += part
      if incidental.isElsewhere(posting.frequencies) { chosen += part }
      return fields / frequency * part
    }
    guard score > 0 else { return parts }
    let share = incidental.share(of: score, chosen: chosen)
    return parts.map { $0 * share }
  }

  /// What a document could get at most: each word as often as saturates its part. 1 where only a phrase of common words was
  /// asked for, which is 0 or 1.
  var bestPossible: Float { terms.isEmpty ? 1 : rarity * (model.k1 + 1) }

  /// How rare the words of the query are together.
  var rarity: Float { inverseDocumentFrequencies.reduce(0, +) }

  /// The share of that rarity which the best document holds, at most 1.
  var bestCoverage: Float {
    guard rarity > 0, let most = scores.max(), most > 0, let best = scores.firstIndex(of: most) else { return 0 }
    let held = zip(terms, inverseDocumentFrequencies).reduce(Float(0)) { held, term in
      postings.posting(of: best, in: term.0) == nil ? held : held + term.1
    }
    return held / rarity
  }
}
