/// A file that a commit changed, against its first parent.
package struct ChangedPath: Sendable {
  /// The letters of `git diff --name-status`, without renames.
  package enum Kind: String, Sendable {
    case added = "A"
    case modified = "M"
    case deleted = "D"
    case typeChanged = "T"
  }

  /// The path's bytes, which need not be UTF-8.
  package let path: [UInt8]
  package let kind: Kind
  /// The blobs before and after; nil where there is none to read (added, deleted, a submodule).
  package let old: ObjectID?
  package let new: ObjectID?
}
