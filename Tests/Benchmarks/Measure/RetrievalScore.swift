import Foundation

/// How well the first ten results answer a query.
struct RetrievalScore: Encodable {
  /// nDCG@10 with relevance 0 or 1 (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002).
  var ndcg = 0.0
  /// The share of the answers among the first five.
  var recall5 = 0.0
  /// The share of the answers among the first ten.
  var recall10 = 0.0

  init() {}

  /// `found` is best first. What comes twice, such as a message in passages, counts once but keeps its places.
  init(_ found: [String], answers: Set<String>) {
    var left = answers
    let gains = found.prefix(10).map { left.remove($0) == nil ? 0.0 : 1.0 }
    let discounts = (0..<10).map { 1 / log2(Double($0) + 2) }
    ndcg = zip(gains, discounts).reduce(0) { $0 + $1.0 * $1.1 } / discounts.prefix(answers.count).reduce(0, +)
    recall5 = gains.prefix(5).reduce(0, +) / Double(answers.count)
    recall10 = gains.reduce(0, +) / Double(answers.count)
  }

  /// The mean of scores; 0 for none.
  static func mean(_ scores: [RetrievalScore]) -> RetrievalScore {
    func mean(_ value: (RetrievalScore) -> Double) -> Double {
      scores.reduce(0) { $0 + value($1) } / Double(max(scores.count, 1))
    }
    var result = RetrievalScore()
    result.ndcg = mean(\.ndcg)
    result.recall5 = mean(\.recall5)
    result.recall10 = mean(\.recall10)
    return result
  }

  enum CodingKeys: String, CodingKey {
    case ndcg = "ndcg@10"
    case recall5 = "recall@5"
    case recall10 = "recall@10"
  }
}
