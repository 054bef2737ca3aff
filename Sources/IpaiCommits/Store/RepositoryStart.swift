import IpaiCore

/// The start of a run that indexes a repository.
package struct RepositoryStart: Sendable {
  /// The path of the git directory.
  let gitDirectory: String
  /// The path of the work tree, or of the git directory when there is none.
  let path: String
  /// What is selected.
  let selection: Selection
  /// True when every commit is read again.
  let isRebuild: Bool
  /// When it is.
  let now: Timestamp
}
