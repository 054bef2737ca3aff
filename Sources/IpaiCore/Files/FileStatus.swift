import Foundation

/// What the system says about a file (stat(2)).
///
/// Targets that import NIO cannot read the structure itself: the compiler takes it for a part of whatever module it saw first, and
/// demands an import of that one.
package struct FileStatus: Sendable, Equatable {
  /// What kinds of files there are.
  package enum Kind: Sendable {
    case file, folder, link, other
  }

  /// What the file is.
  package let kind: Kind
  /// How many bytes it has.
  package let size: Int
  /// What tells it from every other file of the machine that is there at the same time.
  package let identity: Identity

  /// The number of a file, and of the device that it is on.
  package struct Identity: Sendable, Equatable {
    let device: UInt64
    let number: UInt64
  }

  /// The file at a path, or what a link there leads to unless `followsLinks` is false; nil when there is none, and where
  /// nobody may look.
  package init?(_ path: String, followsLinks: Bool = true) {
    var status = stat()
    let code = PathText.withCString(path) { followsLinks ? stat($0, &status) : lstat($0, &status) }
    guard code == 0 else { return nil }
    self.init(status)
  }

  /// The file that is open; nil for an error, which is in `errno`.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    size = Int(status.st_size)
    identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }
}
