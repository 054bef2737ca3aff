import CGit2
import IpaiCore

/// The changes of a commit as a patch.
package struct GitPatch: Sendable, Equatable {
  /// The patch in git's format, in the encodings of the files.
  package var bytes: [UInt8]
  /// True when `bytes` are only the beginning of the patch.
  package var isCut: Bool

  /// The number of bytes after which a patch is cut, at the last whole line before it.
  package static let maxBytes = 16 << 20
  /// The number of changed paths above which a commit has no patch, since the search for renames alone would take minutes.
  package static let maxPaths = 100_000
}

extension GitRepository {
  /// The changes of a commit compared with its first parent, with renames.
  ///
  /// Nothing is executed for it: external diffs and text conversions that the repository configures are ignored. Throws
  /// `IpaiError`: `.unavailable` when an object is missing or damaged, the parent is not in a shallow clone or there are too
  /// many paths, `.interrupted` when cancelled.
  package borrowing func patch(
    of id: ObjectID, isCancelled: @escaping () -> Bool = { false }
  ) throws -> GitPatch {
    let object = try read(id)
    guard object.isCommit, let header = CommitHeader(object.bytes) else { throw Self.noCommit(id) }
    if !header.parents.isEmpty, shallowBoundary.contains(id) {
      throw IpaiError(
        .unavailable, "the parent of \(id.hex) is not in this shallow clone, so there is no patch",
        hint: "run: \(GitCommand.text("fetch --unshallow", in: path))")
    }
    let parent = try header.parents.first.map { try tree(of: $0) }
    try checkSize(of: id, parent, header.tree, isCancelled)
    return try GitDiff(handle, old: parent, new: header.tree).patch(isCancelled) { failure in
      if failure.code == GIT_ENOTFOUND.rawValue {
        return IpaiError(
          .unavailable, "something that \(id.hex) changed is missing here, as in a partial clone",
          hint: "git fetches it: \(GitCommand.text("show \(id.hex)", in: path))", cause: failure)
      }
      return IpaiError(
        .unavailable, "the patch of \(id.hex) cannot be made",
        hint: "check with: \(GitCommand.text("fsck", in: path))", cause: failure)
    }
  }

  /// Throws `IpaiError(.unavailable)` when there are too many changes for a patch.
  ///
  /// libgit2 lists all changes before it shows the first one, and never stops when trees are made to have no end.
  private borrowing func checkSize(
    of id: ObjectID, _ old: ObjectID?, _ new: ObjectID, _ isCancelled: @escaping () -> Bool
  ) throws {
    let comparison: TreeComparison
    do {
      comparison = try TreeComparison(self, old: old, new: new, limit: GitPatch.maxPaths, isCancelled: isCancelled)
    } catch let error as IpaiError where error.cause is UnreadableObject {
      // The patch itself says which object is missing.
      return
    }
    guard comparison.isCut else { return }
    throw IpaiError(
      .unavailable,
      "\(id.hex) changes too much for a patch: more than \(GitPatch.maxPaths) paths, or folders nested beyond measure",
      hint: "look at some of them: \(GitCommand.text("show \(id.hex) -- PATH", in: path))")
  }

  /// The tree of a commit. Throws `IpaiError(.unavailable)`, with an `UnreadableObject` as its cause, when the commit cannot
  /// be used.
  package borrowing func tree(of commit: ObjectID) throws -> ObjectID {
    let object = try read(commit)
    guard object.isCommit, let header = CommitHeader(object.bytes) else { throw Self.noCommit(commit) }
    return header.tree
  }

  private static func noCommit(_ id: ObjectID) -> IpaiError {
    IpaiError(
      .unavailable, "the object \(id.hex) is no commit", cause: UnreadableObject(id, "it is not a commit"))
  }
}
