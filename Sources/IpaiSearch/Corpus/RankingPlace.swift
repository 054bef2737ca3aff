/// A place in a ranking: after the documents with higher scores and, among those with the same score, after `after`.
package struct RankingPlace: Sendable {
  /// The score of the document that the part before ended with.
  package let score: Float
  /// What came before among the documents with that score.
  package let after: After

  /// Which documents with the score of the place came before it.
  package enum After: Sendable {
    /// None: all documents with the score are still to come.
    case none
    /// Those up to the document with this id; all of them when it is no longer found.
    case document([UInt8])
    /// All of them.
    case all
  }

  /// The place after `after`, among the documents with `score`.
  package init(score: Float, after: After) {
    self.score = score
    self.after = after
  }

  /// The index of the first document after this place in a ranking with these scores, best first. `place` finds the index
  /// of a document by its id.
  package func start(in scores: [Float], place: ([UInt8]) throws -> Int?) rethrows -> Int {
    switch after {
    case .none: return scores.firstIndex { $0 <= score } ?? scores.endIndex
    case .all: break
    case .document(let id):
      // Documents that were added in the meantime may have moved it, which does not matter.
      if let place = try place(id) { return place + 1 }
    }
    return scores.firstIndex { $0 < score } ?? scores.endIndex
  }
}
