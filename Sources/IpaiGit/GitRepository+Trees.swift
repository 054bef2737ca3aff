import CGit2
import IpaiCore

extension GitRepository {
  /// What stands at `path`, relative to the root, in a commit; the root itself for an empty path. Nil when nothing does.
  ///
  /// Throws `IpaiError` where the commit or a folder on the way cannot be read.
  package borrowing func committedEntry(at path: [UInt8], in commit: ObjectID) throws -> CommittedEntry? {
    var name = commit.git
    var handle: OpaquePointer?
    let code = git_commit_lookup(&handle, self.handle, &name)
    guard code == 0, let handle else {
      throw IpaiError(
        .unavailable, "the commit \(commit.hex) cannot be read",
        hint: "check with: \(GitCommand.text("fsck", in: self.path))")
    }
    defer { git_commit_free(handle) }
    guard let root = git_commit_tree_id(handle) else { return nil }
    var found = CommittedEntry(root: ObjectID(root.pointee))
    for part in path.split(separator: UInt8(ascii: "/")) {
      guard found.kind == .folder else { return nil }
      guard let next = try entries(of: found.id).first(where: { $0.name.elementsEqual(part) }) else { return nil }
      found = next
    }
    return found
  }

  /// The entries of the folder whose tree has the id `tree`, in git's order. Throws `IpaiError` where the tree cannot be read.
  package borrowing func entries(of tree: ObjectID) throws -> [CommittedEntry] {
    let object = try read(tree)
    guard object.isTree else {
      throw IpaiError(.unavailable, "the object \(tree.hex) is not a folder", hint: "check with: git fsck")
    }
    var entries = TreeEntries(object.bytes)
    var list: [CommittedEntry] = []
    while let entry = entries.next() { list.append(CommittedEntry(entry)) }
    return list
  }
}
