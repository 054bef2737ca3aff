import CGit2
import IpaiCore

extension GitRepository {
  /// What stands at a path of a commit.
  package enum PathEntry: Equatable, Sendable {
    /// A file, or a symbolic link, with this content.
    case file(ObjectID)
    /// A folder.
    case folder
    /// A submodule.
    case submodule
  }

  /// The git directory that all work trees of the repository share, without a slash at its end.
  package var commonDirectory: String {
    var path = git_repository_commondir(handle).map { PathText.text($0) } ?? gitDirectory
    if path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// What stands at `path`, relative to the root, in a commit; nil when nothing does or the commit cannot be read.
  package borrowing func entry(at path: String, in commit: ObjectID) -> PathEntry? {
    var name = commit.git
    var handle: OpaquePointer?
    guard git_commit_lookup(&handle, self.handle, &name) == 0 else { return nil }
    defer { git_commit_free(handle) }
    var tree: OpaquePointer?
    guard git_commit_tree(&tree, handle) == 0 else { return nil }
    defer { git_tree_free(tree) }
    var entry: OpaquePointer?
    guard PathText.withCString(path, { git_tree_entry_bypath(&entry, tree, $0) }) == 0 else { return nil }
    defer { git_tree_entry_free(entry) }
    switch git_tree_entry_type(entry) {
    case GIT_OBJECT_BLOB: return git_tree_entry_id(entry).map { .file(ObjectID($0.pointee)) }
    case GIT_OBJECT_TREE: return .folder
    default: return .submodule
    }
  }

  /// True when the file at `path` of the work tree holds exactly the content named `id`.
  package borrowing func workTreeFile(_ path: String, is id: ObjectID) -> Bool {
    var found = git_oid()
    let file = "\(self.path)/\(path)"
    guard PathText.withCString(file, { git_odb_hashfile(&found, $0, GIT_OBJECT_BLOB) }) == 0 else { return false }
    return ObjectID(found) == id
  }
}
