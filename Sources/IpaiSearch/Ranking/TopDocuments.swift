/// Picks the documents of highest score without sorting them all.
enum TopDocuments {
  /// The indices of the `count` highest scores over 0, highest first; among equals the lower index.
  static func best(_ count: Int, of scores: [Float]) -> [Int] {
    let count = min(count, scores.count)
    guard count > 0 else { return [] }
    var kept: [(score: Float, document: Int)] = []
    let slack = max(4 * count, 128)
    var threshold: Float = 0
    for (document, score) in scores.enumerated() where score > threshold {
      kept.append((score, document))
      if kept.count >= slack { threshold = shrink(&kept, to: count) }
    }
    _ = shrink(&kept, to: count)
    return kept.map(\.document)
  }

  /// Sorts and cuts, and returns the score that a later document has to exceed.
  private static func shrink(_ kept: inout [(score: Float, document: Int)], to count: Int) -> Float {
    kept.sort { $0.score != $1.score ? $0.score > $1.score : $0.document < $1.document }
    if kept.count > count { kept.removeSubrange(count...) }
    return kept.count == count ? kept[count - 1].score : 0
  }
}
