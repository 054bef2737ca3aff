import Foundation
import IpaiCore

/// What tells whether a file has changed without reading it.
package struct FileStamp: Sendable, Equatable {
  /// How many bytes it has.
  package var size: Int64
  /// When its content was changed, in nanoseconds since 1970.
  package var modified: Int64
  /// When anything of it was changed, in nanoseconds since 1970. A program can set the other time, but not this one.
  package var changed: Int64

  /// A stamp with its parts.
  package init(size: Int64, modified: Int64, changed: Int64) {
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The stamp of a regular file by its path from an open folder on; nil when there is none, and for a link.
  init?(_ path: String, beneath folder: Int32) {
    var status = stat()
    guard fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      size: Int64(status.st_size), modified: Self.nanoseconds(modified), changed: Self.nanoseconds(changed))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
  }

  /// Whether the file may change again without another stamp, since it was changed so shortly before `now` (nanoseconds since 1970).
  func isTooFresh(at now: Int64) -> Bool { max(modified, changed) > now - 2_000_000_000 }
}
