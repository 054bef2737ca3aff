/// A place in a ranking: behind the documents of higher scores and, among those of the same score, behind `after`.
package struct RankingPlace: Sendable {
  package let score: Float
  package let after: After

  package enum After: Sendable {
    /// All documents of the score come later.
    case none
    /// The document of this id; all of the score where it is no longer found.
    case document([UInt8])
    /// All documents of the score came before.
    case all
  }

  package init(score: Float, after: After) {
    self.score = score
    self.after = after
  }

  /// Where the rest begins in a ranking of such scores, best first. `place` finds a document in it by its id.
  package func start(in scores: [Float], place: ([UInt8]) throws -> Int?) rethrows -> Int {
    switch after {
    case .none: return scores.firstIndex { $0 <= score } ?? scores.endIndex
    case .all: break
    case .document(let id):
      // Wherever it stands now: what was added meanwhile moves it and is not in the way.
      if let place = try place(id) { return place + 1 }
    }
    return scores.firstIndex { $0 < score } ?? scores.endIndex
  }
}
