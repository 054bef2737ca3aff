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

  /// What the score of a document is made of: by term of the query its part, field by field.
  func parts(of document: Int) -> [SIMD8<Float>] {
    zip(terms, inverseDocumentFrequencies).map { range, weight -> SIMD8<Float> in
      guard let posting = postings.posting(of: document, in: range) else { return .zero }
      let fields = SIMD8<Float>(posting.frequencies) * collection.normalizations[document]
      let frequency = fields.sum()
      return frequency > 0 ? fields / frequency * (weight * model.saturated(frequency)) : .zero
    }
  }
}
