/// An entry of a folder as it stands in a commit.
package struct CommittedEntry: Equatable, Sendable {
  /// What the entry is.
  package enum Kind: Equatable, Sendable {
    case file
    /// A file that its owner may run.
    case executable
    case link
    case folder
    /// A commit of another repository.
    case submodule
  }

  /// The bytes of its name.
  package let name: [UInt8]
  /// What it is.
  package let kind: Kind
  /// The id of its content: that of a blob, a tree or another repository's commit.
  package let id: ObjectID

  /// The root of a commit, whose tree has this id.
  init(root: ObjectID) {
    name = []
    kind = .folder
    id = root
  }

  init(_ entry: TreeEntry) {
    name = Array(entry.name)
    id = entry.id
    switch entry.type {
    case 0o040000: kind = .folder
    case 0o120000: kind = .link
    case 0o160000: kind = .submodule
    default: kind = entry.mode & 0o100 == 0 ? .file : .executable
    }
  }
}
