package import IpaiCore

/// Which documents a list or a search is limited to.
package struct DocumentFilter: Sendable, Equatable {
  /// Parts of the author's name or address, in any case; one of them has to match. Empty for all authors.
  package var authors: [String]
  /// The earliest date, inclusive.
  package var since: Timestamp?
  /// The latest date, inclusive.
  package var until: Timestamp?
  /// Patterns of paths, relative to the folder that is searched; one of them has to match. Empty for all paths.
  package var paths: [String]
  /// The ids of sessions, one of which a document must belong to. Empty for all sessions.
  package var sessions: [String] = []
  /// The ids of users, one of whom a document must belong to. Empty for all users.
  package var users: [String] = []
  /// The roles of speakers, one of which must be that of the document. Empty for all roles.
  package var roles: [String] = []
  /// What a document must be linked to, one of them: the id of a commit, a path, or another target. Empty for all documents.
  package var links: [String] = []
  /// The languages or formats in which a document is written, one of which must be its. Empty for all documents.
  package var languages: [String] = []
  /// What the metadata of a document must say, all of it. Empty for all documents.
  package var metadata: [MetadataCondition] = []

  /// By default a filter that keeps everything.
  package init(
    authors: [String] = [], since: Timestamp? = nil, until: Timestamp? = nil, paths: [String] = []
  ) {
    self.authors = authors
    self.since = since
    self.until = until
    self.paths = paths
  }

  /// True when it keeps everything.
  package var isOpen: Bool { self == DocumentFilter() }
}

/// A condition on the metadata of a document: a key has a value, or one of its values.
package struct MetadataCondition: Sendable, Equatable {
  /// The key; those that lead to an inner one are joined by dots.
  package let key: String
  /// The value as text.
  package let value: String

  /// Reads `KEY=VALUE`; nil for other text.
  package init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    key = String(text[..<sign])
    value = String(text[text.index(after: sign)...])
  }
}
