package import IpaiCore
import IpaiCorpora

/// What the sync of a source did.
package struct SyncedSource: Codable, Sendable, Equatable {
  /// The corpus.
  package var corpus: String
  /// The folder or file.
  package var path: String
  /// How many files are new.
  package var added = 0
  /// How many files have changed.
  package var updated = 0
  /// How many files are as they were.
  package var unchanged = 0
  /// How many files have vanished.
  package var removed = 0
  /// How many files were left out, by reason: binary, empty, generated, minified, name, not_a_file, too_large or unreadable.
  package var skipped: [String: Int] = [:]
  /// The folders that could not be read.
  package var unreadable: [String] = []
  /// Why it could not be read at all; nil when it could.
  package var failure: String?
  /// The code of that error: conflict where another machine may have had the folder, and it was left as it is.
  package var failureCode: ErrorCode?

  enum CodingKeys: String, CodingKey {
    case corpus, path, added, updated, unchanged, removed, skipped, unreadable, failure
    case failureCode = "failure_code"
  }

  /// A source of which nothing is known yet.
  init(_ source: StoredSource) {
    corpus = source.corpus
    path = source.path
  }

  /// A source that was synchronized.
  init(_ source: StoredSource, _ summary: CorpusSyncSummary) {
    self.init(source)
    added = summary.added
    updated = summary.updated
    unchanged = summary.unchanged
    removed = summary.removed
    for (reason, count) in summary.skipped { skipped[reason.rawValue] = count }
    unreadable = summary.unreadable
  }
}

/// What the sync of sources did.
package struct SyncedSources: Codable, Sendable, Equatable {
  /// The sources, in the order of their corpora and paths.
  package var sources: [SyncedSource] = []
  /// How many passages can be found by meaning that could not before.
  package var embedded = 0
  /// What could not be computed yet.
  package var waiting: [WaitingPassages] = []
}
