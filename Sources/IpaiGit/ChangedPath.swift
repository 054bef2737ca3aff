/// A file that a commit changed, compared with its first parent.
package struct ChangedPath: Sendable {
  /// What happened to a file, by the letters of `git diff --name-status` without renames.
  package enum Kind: String, Sendable {
    /// The file is new.
    case added = "A"
    /// The content or the permissions changed.
    case modified = "M"
    /// The file is gone.
    case deleted = "D"
    /// The file became a link or a submodule, or the other way round.
    case typeChanged = "T"
  }

  /// The path's bytes, which need not be UTF-8.
  package let path: [UInt8]
  /// What happened to the file.
  package let kind: Kind
  /// The blob before; nil when there is none to read, because the file was added or was a submodule.
  package let old: ObjectID?
  /// The blob after; nil when there is none to read, because the file was deleted or is a submodule.
  package let new: ObjectID?

  /// A change with its parts.
  package init(path: [UInt8], kind: Kind, old: ObjectID? = nil, new: ObjectID? = nil) {
    self.path = path
    self.kind = kind
    self.old = old
    self.new = new
  }
}
