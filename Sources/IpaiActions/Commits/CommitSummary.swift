package import IpaiCommits
package import IpaiCore

/// A commit in a list.
package struct CommitSummary: Codable, Sendable, Equatable {
  package var commit: String
  package var author: Person
  package var authored: ZonedTimestamp
  package var committed: Timestamp
  package var subject: String
  /// The first 50.
  package var paths: [String]
  package var pathCount: Int
  /// True where not all paths of the commit are kept.
  package var pathsCut: Bool
  package var repository: String

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
