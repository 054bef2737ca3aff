package import IpaiCore

/// A named corpus of documents.
package struct StoredCorpus: Sendable, Equatable {
  /// Its name.
  package let name: String
  /// When it was added.
  package let added: Timestamp
  /// How many files it has.
  package let files: Int
  /// How many files were left out.
  package let skipped: Int
  /// How many passages its files have.
  package let passages: Int
}

/// A folder or a file that a corpus has.
package struct StoredSource: Sendable, Equatable {
  /// Its row.
  let id: Int64
  /// The corpus.
  package let corpus: String
  /// The absolute path; empty for what was imported.
  package let path: String
  /// Which files are taken; all when there are no patterns.
  package let include: [String]
  /// Which files are left out.
  package let exclude: [String]
  /// When all of it was read last; nil before that, or when that was interrupted.
  package let synced: Timestamp?
}

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

/// What is known of a file.
struct KnownFile: Equatable {
  let stamp: FileStamp
  let skipped: SkipReason?
}

/// A file that was read.
struct ReadFile {
  let path: String
  /// Its stamp; one that may still change unnoticed has zero times.
  let stamp: FileStamp
  /// What it holds, or why it is left out.
  let result: Result<DocumentContent, TextFile.Skipped>

  var content: DocumentContent? { try? result.get() }
}
