import IpaiSearch

/// What is known of a passage that was found.
package struct PassageHit: HitPayload, Equatable {
  /// The corpus.
  package let corpus: String
  /// The absolute path of its file, or the id under which it was imported.
  package let path: String
  /// How its document is written: `markdown`, or the name of a language.
  package let format: String
  /// What was imported with it, as a JSON object; nil for a file.
  package let metadata: String?
  /// What it is, and where.
  package let passage: Passage
  /// Other passages of the same file that match nearly as well, best first.
  package var further: [Passage] = []
}
