/// A source to add to a corpus.
package struct NewSource: Sendable, Equatable {
  /// The corpus.
  package var corpus: String
  /// The absolute path.
  package var path: String
  /// Which files are taken; all when there are no patterns.
  package var include: [String] = []
  /// Which files are left out.
  package var exclude: [String] = []

  /// A source with all its files.
  package init(corpus: String, path: String) {
    self.corpus = corpus
    self.path = path
  }
}
