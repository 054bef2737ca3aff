import CGit2
import IpaiCore

extension GitRepository {
  /// What a commit changed against its first parent, as a patch with renames, in bytes. Nothing is executed for it: external
  /// diffs and text conversions that the repository configures are passed over.
  ///
  /// Throws `IpaiError(.unavailable)` when an object is missing or damaged, or the parent is not in a shallow clone.
  package borrowing func patch(of id: ObjectID) throws -> [UInt8] {
    let object = try read(id)
    guard object.isCommit, let header = CommitHeader(object.bytes) else {
      throw IpaiError(.unavailable, "the object \(id.hex) is no commit")
    }
    if !header.parents.isEmpty, shallowBoundary.contains(id) {
      throw IpaiError(
        .unavailable, "the parent of \(id.hex) is not in this shallow clone, so there is no patch",
        hint: "run: git -C \(ShellWord.quoted(path)) fetch --unshallow")
    }
    let parent = try header.parents.first.map { try tree(of: $0) }
    return try GitDiff(handle, old: parent, new: header.tree).patch { failure in
      failure.code == GIT_ENOTFOUND.rawValue
        ? IpaiError(
          .unavailable, "something that \(id.hex) changed is missing here, as in a partial clone",
          hint: "git fetches it: git -C \(ShellWord.quoted(path)) show \(id.hex)", cause: failure)
        : IpaiError(
          .unavailable, "the patch of \(id.hex) cannot be made", hint: "check with 'git fsck'", cause: failure)
    }
  }

  private borrowing func tree(of id: ObjectID) throws -> ObjectID {
    let object = try read(id)
    guard object.isCommit, let header = CommitHeader(object.bytes) else {
      throw IpaiError(.unavailable, "the object \(id.hex) is no commit")
    }
    return header.tree
  }
}

/// The difference of two trees of a repository, which has to outlive it.
private struct GitDiff {
  private let repository: OpaquePointer
  private let old: ObjectID?
  private let new: ObjectID

  init(_ repository: OpaquePointer, old: ObjectID?, new: ObjectID) {
    (self.repository, self.old, self.new) = (repository, old, new)
  }

  /// `error` makes an error of what libgit2 says.
  func patch(_ error: (GitFailure) -> IpaiError) throws -> [UInt8] {
    func check(_ code: Int32) throws { if code < 0 { throw error(GitLibrary.failure(code)) } }
    var (before, after, diff): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
    var text = git_buf()
    defer {
      git_buf_dispose(&text)
      git_diff_free(diff)
      git_tree_free(after)
      git_tree_free(before)
    }
    if var old = old?.git { try check(git_tree_lookup(&before, repository, &old)) }
    var name = new.git
    try check(git_tree_lookup(&after, repository, &name))
    try check(git_diff_tree_to_tree(&diff, repository, before, after, nil))
    try check(git_diff_find_similar(diff, nil))
    try check(git_diff_to_buf(&text, diff, GIT_DIFF_FORMAT_PATCH))
    return Array(UnsafeRawBufferPointer(start: text.ptr, count: text.size))
  }
}
