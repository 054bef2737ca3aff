package import IpaiCore

/// Among which documents to look.
package struct DocumentFilter: Codable, Sendable, Equatable {
  /// A part of the author's name or address, whatever its case.
  package var author: String?
  /// Committed at or after this moment, and at or before that.
  package var since: Timestamp?
  package var until: Timestamp?
  /// A pattern of changed paths: a file, a folder, or a glob whose `*` also crosses slashes.
  package var path: String?

  package init(author: String? = nil, since: Timestamp? = nil, until: Timestamp? = nil, path: String? = nil) {
    self.author = author
    self.since = since
    self.until = until
    self.path = path
  }

  /// True when it keeps nothing out.
  package var isOpen: Bool { self == DocumentFilter() }
}
