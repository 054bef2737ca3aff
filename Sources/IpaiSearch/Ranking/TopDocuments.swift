/// Picks the documents with the highest scores without sorting all of them.
enum TopDocuments {
  /// The indices of the `count` highest scores over 0, highest first; among equal ones the lower index comes first.
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
    kept.sort { left, right in
      if left.score != right.score { return left.score > right.score }
      return left.document < right.document
    }
    if kept.count > count { kept.removeSubrange(count...) }
    guard kept.count == count else { return 0 }
    return kept[count - 1].score
  }
}
