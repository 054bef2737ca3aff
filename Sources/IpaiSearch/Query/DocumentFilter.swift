package import IpaiCore

/// Among which documents to look.
package struct DocumentFilter: Sendable, Equatable {
  /// Parts of the author's name or address, whatever their case; one of them has to be there. None: all authors.
  package var authors: [String]
  /// Dated at or after this moment, and at or before that.
  package var since: Timestamp?
  package var until: Timestamp?
  /// Patterns of paths, relative to the folder that is searched; one of them has to match. None: all paths.
  package var paths: [String]

  package init(
    authors: [String] = [], since: Timestamp? = nil, until: Timestamp? = nil, paths: [String] = []
  ) {
    self.authors = authors
    self.since = since
    self.until = until
    self.paths = paths
  }

  /// True when it keeps nothing out.
  package var isOpen: Bool { self == DocumentFilter() }
}
