/// A document by whose example others are looked for.
package struct SearchExample: Sendable, Equatable {
  /// The corpus that it is of.
  package let corpus: String
  /// Its id, as the corpus's cursors have it; it is not among the hits.
  package let id: [UInt8]
  package let text: String

  package init(corpus: String, id: [UInt8], text: String) {
    self.corpus = corpus
    self.id = id
    self.text = text
  }
}
