import IpaiCore
import IpaiSearch

/// Documents whose scores are given, as a corpus that is not stored in SQLite.
struct ScoredIndex: SearchIndex, ScopedIndex {
  /// Nothing more is known of these documents.
  private struct Payload: HitPayload {}

  let corpus: String
  var title: String { "the corpus '\(corpus)'" }
  /// Best first; the id of a document is its place.
  let scores: [Float]
  let filters: Set<SearchFilter> = []
  let identity: String? = nil

  func scoped(_ request: SearchRequest) throws -> any ScopedIndex { self }

  func example() throws -> SearchExample? { nil }

  func find(_ query: Query, _ analyzer: TextAnalyzer, _ part: RankingPart) throws -> RankedDocuments {
    let start = part.after?.start(in: scores) { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    let end = min(scores.count, start + (part.most ?? scores.count))
    return RankedDocuments(
      documents: (start..<end).map { RankedDocuments.Document(id: Array("\($0)".utf8), score: scores[$0]) },
      hasMore: end < scores.count, hasMatches: !scores.isEmpty, coverage: CorpusCoverage(corpus: corpus)
    ) { range, take in
      for place in range { try take(hit(start + place)) }
    }
  }

  private func hit(_ place: Int) -> SearchHit {
    SearchHit(
      corpus: corpus, id: "\(place)", score: HitScore(total: Double(scores[place]), components: [:]),
      date: Timestamp(seconds: 0), title: "", place: "", match: nil, payload: Payload())
  }
}
