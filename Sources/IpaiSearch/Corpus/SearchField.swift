/// A field of the documents of a corpus: a column of its word index.
package struct SearchField: Sendable {
  /// The name of the column.
  package let name: String
  /// How much a match in it counts; the usual weight is 1.
  package let weight: Float
  /// False when the order of the words means nothing, so that the field is not searched for phrases.
  package let holdsPhrases: Bool
  /// True when it holds hundreds of words that nobody chose (`IncidentalField`). A corpus has at most one such field.
  package let isIncidental: Bool

  /// A field that holds phrases of chosen words, unless said otherwise.
  package init(_ name: String, weight: Float = 1, holdsPhrases: Bool = true, isIncidental: Bool = false) {
    self.name = name
    self.weight = weight
    self.holdsPhrases = holdsPhrases
    self.isIncidental = isIncidental
  }
}
