package import GRDB
import IpaiDatabase

/// Ranks documents by BM25F, term by term over the postings of an FTS5 table.
package struct TermRanking: Sendable {
  /// A document with its score and what it is made of.
  package struct Ranked: Sendable {
    package let document: Int
    package let score: Float
    /// By term of the query: its part of the score, field by field.
    package let parts: [SIMD8<Float>]
  }

  package let model: BM25F
  package let table: String
  /// The columns in which phrases are looked for, as an FTS5 column filter.
  package let phraseColumns: String

  package init(table: String, phraseColumns: String, model: BM25F = BM25F()) {
    self.table = table
    self.phraseColumns = phraseColumns
    self.model = model
  }

  /// The best `count` documents for `query`, best first; among equals the one with the lower number.
  ///
  /// `candidates`, indexed by document, restricts what may be returned without changing any score; nil for all.
  package func best(
    _ count: Int, for query: Query, in db: Database, _ collection: CollectionStatistics, candidates: [UInt8]?
  ) throws -> (ranked: [Ranked], inverseDocumentFrequencies: [Float]) {
    let phrases = query.required + query.excluded
    let expressions = query.terms.map { quoted([$0.text]) } + phrases.map(expression)
    guard !expressions.isEmpty else { return ([], []) }
    let postings = try TermPostings.read(
      db, table: table, expression: expressions.joined(separator: " OR "), phrases: expressions.count,
      scope: collection.members)
    let terms = postings.ranges.prefix(query.terms.count)
    let weights = terms.map { model.inverseDocumentFrequency(matching: $0.count, of: collection.documentCount) }
    var scores = scores(postings, Array(terms), weights, collection)
    restrict(&scores, query, postings, candidates)
    let best = TopDocuments.best(count, of: scores)
    return (best.map { explained($0, scores[$0], postings, Array(terms), weights, collection) }, weights)
  }

  private func expression(_ phrase: Query.Phrase) -> String {
    phrase.isAnywhere ? quoted(phrase.stems) : "\(phraseColumns) : \(quoted(phrase.stems))"
  }

  private func quoted(_ stems: [String]) -> String {
    "\"" + stems.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
  }

  private func scores(
    _ postings: TermPostings, _ terms: [Range<Int>], _ weights: [Float], _ collection: CollectionStatistics
  ) -> [Float] {
    var scores = [Float](repeating: 0, count: collection.members.count)
    scores.withUnsafeMutableBufferPointer { scores in
      collection.normalizations.withUnsafeBufferPointer { normalizations in
        for (range, weight) in zip(terms, weights) {
          for posting in postings.postings[range] {
            let document = Int(posting.document)
            let frequency = (SIMD8<Float>(posting.frequencies) * normalizations[document]).sum()
            scores[document] += weight * model.saturated(frequency)
          }
        }
      }
    }
    return scores
  }

  /// Sets the scores of documents to 0 that are no candidates, lack a required phrase or hold an excluded one.
  private func restrict(_ scores: inout [Float], _ query: Query, _ postings: TermPostings, _ candidates: [UInt8]?) {
    let phrases = postings.ranges.dropFirst(query.terms.count)
    for range in phrases.prefix(query.required.count) {
      var kept = [Float](repeating: 0, count: scores.count)
      // A phrase of common words alone has no scoring term: holding it is worth something by itself.
      for posting in postings.postings[range] {
        kept[Int(posting.document)] = query.terms.isEmpty ? 1 : scores[Int(posting.document)]
      }
      scores = kept
    }
    for range in phrases.dropFirst(query.required.count) {
      for posting in postings.postings[range] { scores[Int(posting.document)] = 0 }
    }
    guard let candidates else { return }
    for document in scores.indices where document >= candidates.count || candidates[document] == 0 {
      scores[document] = 0
    }
  }

  private func explained(
    _ document: Int, _ score: Float, _ postings: TermPostings, _ terms: [Range<Int>], _ weights: [Float],
    _ collection: CollectionStatistics
  ) -> Ranked {
    let parts = zip(terms, weights).map { range, weight -> SIMD8<Float> in
      guard let posting = postings.posting(of: document, in: range) else { return .zero }
      let fields = SIMD8<Float>(posting.frequencies) * collection.normalizations[document]
      let frequency = fields.sum()
      return frequency > 0 ? fields / frequency * (weight * model.saturated(frequency)) : .zero
    }
    return Ranked(document: document, score: score, parts: parts)
  }
}

extension TermPostings {
  /// The posting of `document` within a range of one phrase's, found by bisection.
  func posting(of document: Int, in range: Range<Int>) -> Posting? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Int(postings[middle].document) < document { low = middle + 1 } else { high = middle }
    }
    return low < range.upperBound && Int(postings[low].document) == document ? postings[low] : nil
  }
}
