/// A field of the documents of a corpus: a column of its word index.
package struct SearchField: Sendable {
  package let name: String
  /// How much a match in it counts, against 1.
  package let weight: Float
  /// False where the order of the words means nothing, so that no phrase is looked for in it.
  package let holdsPhrases: Bool
  /// True where it holds words by the hundred that nobody chose (`IncidentalField`). At most one field of a corpus does.
  package let isIncidental: Bool

  package init(_ name: String, weight: Float = 1, holdsPhrases: Bool = true, isIncidental: Bool = false) {
    self.name = name
    self.weight = weight
    self.holdsPhrases = holdsPhrases
    self.isIncidental = isIncidental
  }
}
