/// A document that a search takes as an example of what to find.
package struct SearchExample: Sendable, Equatable {
  /// The corpus that it belongs to.
  package let corpus: String
  /// Its id, in the form that the corpus uses in cursors; it is not among the hits.
  package let id: [UInt8]
  /// The text that is searched for.
  package let text: String

  /// An example of `corpus`, whose text is searched for.
  package init(corpus: String, id: [UInt8], text: String) {
    self.corpus = corpus
    self.id = id
    self.text = text
  }
}
