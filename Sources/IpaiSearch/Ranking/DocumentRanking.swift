/// An order of the documents of a collection by their scores.
package protocol DocumentRanking {
  /// The best score that the query could give to a document of the collection. Positive.
  var bestPossible: Float { get }
  /// Whether `scale` must make scores comparable with those of other collections.
  var sharesScale: Bool { get }

  /// The best `count` documents, best first; among equal ones the one with the lower number comes first.
  func ranked(_ count: Int) -> [Ranked]
}

extension DocumentRanking {
  /// What scores are multiplied by: 1, or what turns the best possible score into 1.
  package var scale: Float {
    guard sharesScale else { return 1 }
    return 1 / bestPossible
  }

  /// The best `count` documents, best first; among equal ones the one with the lower number comes first. The documents in
  /// `named` come before all others, in their order.
  package func best(_ count: Int, named: [Int] = []) -> [Ranked] {
    let ranked = ranked(count)
    guard !named.isEmpty else { return ranked }
    let best = ranked.first?.score ?? 0
    let first = named.enumerated().map { place, document in
      let score = nameScore(place, of: named.count, above: best)
      return Ranked(
        document: document, score: score, parts: [], name: score, meaning: 0, similarity: nil, others: [:],
        isMeaningOnly: false)
    }
    let known = Set(named)
    return Array((first + ranked.filter { !known.contains($0.document) }).prefix(count))
  }

  /// The best `count` documents; of each of the `wholes`, only the first of those that the query names.
  func best(_ count: Int, named: [Int], eachOf wholes: WholeDocuments?) -> [Ranked] {
    guard let groups = wholes?.groups, !named.isEmpty else { return best(count, named: named) }
    var seen: Set<Int> = []
    let ranked = best(count + named.count, named: named).filter { ranked in
      guard let whole = groups.whole(of: ranked.document), !groups.areAlone[ranked.document] else { return true }
      return seen.insert(whole).inserted
    }
    return Array(ranked.prefix(count))
  }

  /// The score of the document at `place` among `count` documents that the query names: more than `best`, which is the
  /// highest score of the others.
  private func nameScore(_ place: Int, of count: Int, above best: Float) -> Float {
    guard sharesScale else { return best + Float(count - place) }
    // It must not depend on `count`, which differs between the pages of a search of several collections.
    return max(best, bestPossible) * (2 + 1 / Float(place + 1))
  }
}
