package import IpaiCommits
package import IpaiCore

/// A commit in a list.
package struct CommitSummary: Codable, Sendable, Equatable {
  /// The full id.
  package var commit: String
  /// Who wrote it, as the mailmap has it.
  package var author: Person
  /// When it was written, with the offset of the author's clock.
  package var authored: ZonedTimestamp
  /// When it was committed.
  package var committed: Timestamp
  /// The first line of the message.
  package var subject: String
  /// The first 50.
  package var paths: [String]
  /// How many paths are kept.
  package var pathCount: Int
  /// True where not all paths of the commit are kept.
  package var pathsCut: Bool
  /// The path of a repository that reaches it.
  package var repository: String

  /// The summary of a commit with at most 50 of its paths.
  package init(_ commit: StoredCommit) {
    self.commit = commit.id
    author = commit.author
    authored = commit.authored
    committed = commit.committed
    subject = String(MessageText(commit.message).subject)
    paths = commit.changes.map(\.path)
    pathCount = commit.pathCount
    pathsCut = commit.arePathsCut
    repository = commit.repository ?? ""
  }

  enum CodingKeys: String, CodingKey {
    case commit, author, authored, committed, subject, paths, repository
    case pathCount = "path_count"
    case pathsCut = "paths_cut"
  }
}
