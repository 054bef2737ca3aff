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
