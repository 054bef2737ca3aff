import IpaiCore

/// What others may have done while a corpus was written.
enum CorpusConflict {
  /// The corpus is gone.
  static let forgotten = IpaiError(.conflict, "the corpus was forgotten while its files were read")
}
