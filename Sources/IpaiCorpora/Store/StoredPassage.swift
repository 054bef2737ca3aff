/// A passage with where it comes from, as it is exported.
package struct StoredPassage: Sendable, Equatable {
  /// Its row, by which passages are ordered.
  package let number: Int64
  /// The absolute path of its file, or the id under which it was imported.
  package let path: String
  /// How its document is written.
  package let format: String
  /// What was imported with it, as a JSON object; nil for a file.
  package let metadata: String?
  /// Whether it is all of its document.
  package let isWhole: Bool
  /// What it is, and where.
  package let passage: Passage
}
