import Foundation
import IpaiCore

/// Opens files that anybody may have named.
enum RegularFile {
  /// A descriptor of a file, to be closed by the caller. What is not a file is refused, and a pipe without a writer is
  /// not waited for.
  ///
  /// Throws `IpaiError(.notFound)`, `IpaiError(.denied)` or `IpaiError(.unavailable)` when it cannot be opened, and
  /// `IpaiError(.usage)` for anything but a file.
  static func open(_ path: String) throws(IpaiError) -> Int32 {
    let descriptor = PathText.withCString(path) { Foundation.open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure(path, errno) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if isKnown && status.st_mode & S_IFMT == S_IFREG { return descriptor }
    close(descriptor)
    throw IpaiError(.usage, "\(path) is not a regular file")
  }

  /// True for a folder, or a link to one. Throws as `open` does when there is nothing.
  static func isFolder(_ path: String) throws(IpaiError) -> Bool {
    var status = stat()
    guard PathText.withCString(path, { stat($0, &status) }) == 0 else { throw failure(path, errno) }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// The error for a path that cannot be opened.
  static func failure(_ path: String, _ number: Int32) -> IpaiError {
    let reason = String(cString: strerror(number))
    switch number {
    case ENOENT, ENOTDIR: return IpaiError(.notFound, "there is no \(path)")
    case EACCES, EPERM: return IpaiError(.denied, "cannot read \(path): \(reason)", hint: "check its permissions")
    default: return IpaiError(.unavailable, "cannot read \(path): \(reason)")
    }
  }
}
