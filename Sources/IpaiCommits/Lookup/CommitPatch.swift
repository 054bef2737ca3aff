import IpaiCore
package import IpaiGit

/// The patch of a commit, read from a repository that has the commit.
package enum CommitPatch {
  /// The patch of `commit` against its first parent. It is read from the repository that holds the folder `path` or, if that
  /// does not have the commit, from one that the index knows of.
  ///
  /// Throws `IpaiError`: `.notFound` when no repository on this disk has the commit, `.unavailable` when a part of it is
  /// missing or damaged.
  package static func read(
    _ commit: StoredCommit, near path: String, isCancelled: @escaping () -> Bool = { false }
  ) throws -> GitPatch {
    guard let id = ObjectID(hex: commit.id) else {
      throw IpaiError(.internal, "\(commit.id) is not the id of a commit")
    }
    for place in [path, commit.repository].compactMap({ $0 }) {
      guard let git = try? GitRepository(containing: place), git.contains(id) else { continue }
      return try git.patch(of: id, isCancelled: isCancelled)
    }
    throw IpaiError(
      .notFound, "no repository on this disk has commit \(commit.id), so its patch cannot be shown",
      hint: "name one that has it with --repo")
  }
}
