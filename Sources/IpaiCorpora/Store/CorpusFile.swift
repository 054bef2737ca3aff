package import IpaiCore

/// A file of a corpus, or a text that was imported.
package struct CorpusFile: Sendable, Equatable {
  /// The absolute path, or the id under which it was imported.
  package let path: String
  /// How it is written; nil for one that is left out.
  package let format: String?
  /// Why it is left out; nil for one that is not.
  package let skipped: SkipReason?
  /// How many passages it has.
  package let passages: Int
  /// When it was changed, or imported.
  package let modified: Timestamp
}
