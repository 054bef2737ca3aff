/// Texts that are ranked in memory by the words of a query, with BM25F: few enough to be read at once, such as the tools of some
/// servers.
package struct SmallCollection: Sendable {
  private let ranking: BM25F
  private let count: Int
  private let normalizations: [SIMD8<Float>]
  /// The documents that hold a term, and how often in each field.
  private let postings: [String: [(document: Int, frequencies: SIMD8<Float>)]]

  /// A collection of documents, each with the texts of its fields, at most eight. Throws what `TextAnalyzer` throws.
  package init(_ documents: [[String]], weights: [Float]) throws {
    var fieldWeights = SIMD8<Float>(repeating: 0)
    for (field, weight) in weights.enumerated() { fieldWeights[field] = weight }
    ranking = BM25F(weights: fieldWeights)
    count = documents.count
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    var postings: [String: [(document: Int, frequencies: SIMD8<Float>)]] = [:]
    var lengths: [SIMD8<Float>] = []
    for (document, fields) in documents.enumerated() {
      var length = SIMD8<Float>(repeating: 0)
      var frequencies: [String: SIMD8<Float>] = [:]
      for (field, text) in fields.enumerated() {
        for term in Self.terms(of: text, analyzer) {
          frequencies[term, default: SIMD8(repeating: 0)][field] += 1
          length[field] += 1
        }
      }
      for (term, frequency) in frequencies { postings[term, default: []].append((document, frequency)) }
      lengths.append(length)
    }
    let sum = lengths.reduce(SIMD8<Float>(repeating: 0), +)
    let means = (sum / Float(max(1, count))).replacing(with: 1, where: sum .== 0)
    normalizations = lengths.map { [ranking] in ranking.normalization(lengths: $0, means: means) }
    self.postings = postings
  }

  private static func terms(of text: String, _ analyzer: TextAnalyzer) -> [String] {
    analyzer.stems(of: text).map(\.text) + analyzer.identifiers(of: text).map(\.text)
  }

  /// The documents that have a word of the query, by their scores; of equal ones, the first comes first. Throws what `TextAnalyzer`
  /// throws.
  package func ranked(_ query: String) throws -> [(document: Int, score: Float)] {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    var scores: [Int: Float] = [:]
    for term in Set(Self.terms(of: query, analyzer)) {
      guard let holders = postings[term] else { continue }
      let weight = ranking.inverseDocumentFrequency(matching: holders.count, of: count)
      for holder in holders {
        let frequency = (holder.frequencies * normalizations[holder.document]).sum()
        scores[holder.document, default: 0] += weight * ranking.saturated(frequency)
      }
    }
    return scores.map { (document: $0.key, score: $0.value) }.sorted {
      ($1.score, $0.document) < ($0.score, $1.document)
    }
  }
}
