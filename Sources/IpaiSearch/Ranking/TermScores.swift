import IpaiDatabase

/// The scores that the words of a query give to each document.
package struct TermScores {
  /// By document; 0 where nothing matches or the document may not be found.
  package let scores: [Float]
  /// By document: 1 when the query and its filters let it be found.
  package let allowed: [UInt8]
  /// By term of the query.
  package let inverseDocumentFrequencies: [Float]
  /// By term of the query: where it occurs.
  let postings: [[TermPostings.Posting]]
  /// The documents that were searched.
  let collection: CollectionStatistics
  /// The ranking function.
  let model: BM25F
  /// The field in which words occur by chance.
  let incidental: IncidentalField

  /// The part of each term of the query in the score of a document, field by field.
  func parts(of document: Int) -> [SIMD8<Float>] {
    var score: Float = 0
    var chosen: Float = 0
    let parts = zip(postings, inverseDocumentFrequencies).map { postings, weight -> SIMD8<Float> in
      guard let posting = postings.posting(of: document) else { return .zero }
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

  /// The most that a document could score, with each word so frequent that its part is saturated. 1 when only a phrase of
  /// common words was asked for, which scores 0 or 1.
  var bestPossible: Float {
    guard !postings.isEmpty else { return 1 }
    return rarity * (model.k1 + 1)
  }

  /// How rare the words of the query are together.
  var rarity: Float { inverseDocumentFrequencies.reduce(0, +) }

  /// The share of `rarity` that the words of the best document have, at most 1.
  var bestCoverage: Float {
    guard rarity > 0, let most = scores.max(), most > 0, let best = scores.firstIndex(of: most) else { return 0 }
    var held: Float = 0
    for (postings, weight) in zip(postings, inverseDocumentFrequencies) where postings.posting(of: best) != nil {
      held += weight
    }
    return held / rarity
  }
}
