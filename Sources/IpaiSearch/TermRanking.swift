package import GRDB
import IpaiDatabase

/// Ranks documents by BM25F, term by term over the postings of an FTS5 table.
package struct TermRanking: Sendable {
  package let model: BM25F
  package let table: String
  /// The columns in which phrases are looked for, as an FTS5 column filter.
  package let phraseColumns: String
  private let incidental: IncidentalField

  /// `incidentalColumn` is the number of the column that is an `IncidentalField`; nil when there is none.
  package init(table: String, phraseColumns: String, incidentalColumn: Int? = nil, model: BM25F = BM25F()) {
    self.table = table
    self.phraseColumns = phraseColumns
    self.model = model
    incidental = IncidentalField(column: incidentalColumn)
  }

  /// The scores of all documents of `collection`.
  ///
  /// `candidates`, indexed by document, restricts what may be found without changing any score; nil for all.
  package func scores(
    for query: Query, in db: Database, _ collection: CollectionStatistics, candidates: [UInt8]?
  ) throws -> TermScores {
    let phrases = query.required + query.excluded
    let expressions = query.terms.map { quoted([$0.text]) } + phrases.map(expression)
    let postings =
      expressions.isEmpty
      ? TermPostings.none
      : try TermPostings.read(
        db, table: table, expression: expressions.joined(separator: " OR "), phrases: expressions.count,
        scope: collection.members)
    let terms = Array(postings.ranges.prefix(query.terms.count))
    let weights = terms.map { model.inverseDocumentFrequency(matching: $0.count, of: collection.documentCount) }
    let allowed = allowed(query, postings, collection.members, candidates)
    // A phrase of common words alone has no scoring term: holding it is worth something by itself.
    let scores =
      query.terms.isEmpty && !query.required.isEmpty
      ? allowed.map(Float.init) : scores(postings, terms, weights, collection, allowed)
    return TermScores(
      scores: scores, allowed: allowed, inverseDocumentFrequencies: weights, postings: postings, terms: terms,
      collection: collection, model: model, incidental: incidental)
  }

  private func expression(_ phrase: Query.Phrase) -> String {
    phrase.isAnywhere ? quoted(phrase.stems) : "\(phraseColumns) : \(quoted(phrase.stems))"
  }

  private func quoted(_ stems: [String]) -> String {
    "\"" + stems.joined(separator: " ").replacing("\"", with: "\"\"") + "\""
  }

  private func scores(
    _ postings: TermPostings, _ terms: [Range<Int>], _ weights: [Float], _ collection: CollectionStatistics,
    _ allowed: [UInt8]
  ) -> [Float] {
    // Two sums a document, side by side: of the terms that occur in the incidental field alone, and of the others.
    var sums = [Float](repeating: 0, count: 2 * collection.members.count)
    sums.withUnsafeMutableBufferPointer { sums in
      collection.normalizations.withUnsafeBufferPointer { normalizations in
        for (range, weight) in zip(terms, weights) {
          for posting in postings.postings[range] {
            let document = Int(posting.document)
            let frequencies = posting.frequencies
            let frequency = (SIMD8<Float>(frequencies) * normalizations[document]).sum()
            sums[2 * document + (incidental.isElsewhere(frequencies) ? 1 : 0)] += weight * model.saturated(frequency)
          }
        }
      }
    }
    return allowed.indices.map { document in
      let (chosen, score) = (sums[2 * document + 1], sums[2 * document] + sums[2 * document + 1])
      return allowed[document] == 1 && score > 0 ? score * incidental.share(of: score, chosen: chosen) : 0
    }
  }

  /// By document: 1 when it is a candidate, holds every required phrase and no excluded one.
  private func allowed(
    _ query: Query, _ postings: TermPostings, _ members: [UInt8], _ candidates: [UInt8]?
  ) -> [UInt8] {
    var allowed = members
    if let candidates {
      for document in allowed.indices where document >= candidates.count || candidates[document] == 0 {
        allowed[document] = 0
      }
    }
    let phrases = postings.ranges.dropFirst(query.terms.count)
    for range in phrases.prefix(query.required.count) {
      var kept = [UInt8](repeating: 0, count: allowed.count)
      for posting in postings.postings[range] { kept[Int(posting.document)] = allowed[Int(posting.document)] }
      allowed = kept
    }
    for range in phrases.dropFirst(query.required.count) {
      for posting in postings.postings[range] { allowed[Int(posting.document)] = 0 }
    }
    return allowed
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
