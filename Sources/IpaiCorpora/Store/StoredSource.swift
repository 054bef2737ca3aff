package import IpaiCore

/// A folder or a file that a corpus has.
package struct StoredSource: Sendable, Equatable {
  /// Its row.
  package let id: Int64
  /// The corpus.
  package let corpus: String
  /// The absolute path, after the name of the machine if it is that of another one; empty for what was imported.
  package let path: String
  /// Which files are taken; all when there are no patterns.
  package let include: [String]
  /// Which files are left out.
  package let exclude: [String]
  /// When all of it was read last; nil before that, or when that was interrupted.
  package let synced: Timestamp?

  /// Whether it can be read on this machine: what was imported and what another machine has cannot.
  package var isHere: Bool { path.hasPrefix("/") }
}
