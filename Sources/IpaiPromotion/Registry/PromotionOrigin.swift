import IpaiCore

/// Where a promotion comes from.
package struct PromotionOrigin: Codable, Equatable, Sendable {
  /// The address of the repository, without a user or a password; nil when it has none.
  package var repository: String?
  /// The id of the commit.
  package var commit: String
  /// The branch; nil for a detached HEAD.
  package var branch: String?
  /// The author of the commit.
  package var author: String
  /// The folder in the repository whose skills were looked at; empty for its root.
  package var folder: String
  /// True when files in that folder differed from the commit.
  package var isDirty: Bool

  private enum CodingKeys: String, CodingKey {
    case repository, commit, branch, author, folder
    case isDirty = "dirty"
  }

  /// An origin with its parts.
  package init(
    repository: String?, commit: String, branch: String?, author: String, folder: String, isDirty: Bool
  ) {
    self.repository = repository
    self.commit = commit
    self.branch = branch
    self.author = author
    self.folder = folder
    self.isDirty = isDirty
  }
}
