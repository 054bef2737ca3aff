/// How much of a corpus a search covered.
package struct CorpusCoverage: Codable, Sendable, Equatable {
  /// The name of the corpus.
  package var corpus: String
  /// How documents were found.
  package var mode: SearchMode
  /// False while the index is being built or after it was interrupted.
  package var isComplete: Bool
  /// How many of the documents searched have no vector yet and can be found by words alone; nil when only words count.
  package var withoutVectors: Int?
  /// How many of the documents searched lack some of their words because their source is missing or damaged; nil for none.
  package var withoutAllWords: Int?
  /// How many of them a filter by path may have missed because not all of their paths are kept; nil for none.
  package var withoutAllPaths: Int?
  /// How many documents of the source are not in the index; nil when that is not known.
  package var behind: Int?
  /// How many documents of the index are no longer in the source; nil when that is not known.
  package var ahead: Int?
  /// Why only words counted although a model is installed; nil when nothing is wrong with it.
  package var meaningUnavailable: String?

  /// A corpus that is known to lack nothing.
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
