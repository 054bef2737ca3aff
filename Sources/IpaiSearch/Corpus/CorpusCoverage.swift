/// How much of a corpus a search could see.
package struct CorpusCoverage: Codable, Sendable, Equatable {
  package var corpus: String
  /// How documents were found.
  package var mode: SearchMode
  /// False while the index is being built or after it was interrupted.
  package var isComplete: Bool
  /// How many of the documents searched have no vector yet and were found by words alone; nil where only words count.
  package var withoutVectors: Int?
  /// How many of the documents searched lack some of their words, because what holds them is missing or damaged; nil for
  /// none.
  package var withoutAllWords: Int?
  /// How many of them a filter by path may have missed, as not all of their paths are kept; nil for none.
  package var withoutAllPaths: Int?
  /// How many documents the source has that the index has not; nil when that is not known.
  package var behind: Int?
  /// How many documents the index still has that the source no longer has; nil when that is not known.
  package var ahead: Int?
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?

  package init(corpus: String, mode: SearchMode = .lexical, isComplete: Bool = true) {
    self.corpus = corpus
    self.mode = mode
    self.isComplete = isComplete
  }

  enum CodingKeys: String, CodingKey {
    case corpus, mode, behind, ahead
    case isComplete = "complete"
    case withoutVectors = "without_vectors"
    case withoutAllWords = "without_diff_words"
    case withoutAllPaths = "without_all_paths"
    case meaningUnavailable = "meaning_unavailable"
  }
}
