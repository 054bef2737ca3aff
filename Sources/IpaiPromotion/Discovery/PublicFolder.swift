import Foundation
package import IpaiCore

/// Folders and files that others may read, as a web server does.
package enum PublicFolder {
  /// Makes a folder and those that it is in, each with the mode 0755, as far as the mask of the process lets it be. One that is there is
  /// left alone.
  ///
  /// Throws `IpaiError(.denied)`.
  package static func make(_ path: String) throws(IpaiError) {
    var information = stat()
    if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR { return }
    let above = (path as NSString).deletingLastPathComponent
    if !above.isEmpty, above != path { try make(above) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw IpaiError(
        .denied, "cannot make the folder \(path): \(String(cString: strerror(errno)))", hint: "check its permissions")
    }
  }

  /// Throws `IpaiError(.denied)` where a symbolic link stands at a path: whoever may write there could lead what is published elsewhere.
  static func checkIsNoLink(_ path: String) throws(IpaiError) {
    guard isLink(path) else { return }
    throw IpaiError(.denied, "\(path) is a symbolic link, which is not followed", hint: "remove it")
  }

  /// Whether a symbolic link stands at a path.
  static func isLink(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFLNK
  }

  /// Puts a file in the place of another, wholly or not at all, with the mode 0644, as far as the mask of the process lets it be.
  ///
  /// Throws `IpaiError(.denied)`, and where a symbolic link stands there; the file is then as it was.
  static func write(_ content: Data, to path: String) throws(IpaiError) {
    try checkIsNoLink(path)
    let temporary = "\(path).\(UUID().uuidString)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    let isWritten = content.withUnsafeBytes { $0.writeAll(to: descriptor) } && fsync(descriptor) == 0
    let number = errno
    close(descriptor)
    if isWritten, rename(temporary, path) == 0 { return }
    let failure = isWritten ? errno : number
    unlink(temporary)
    throw unwritable(path, failure)
  }

  private static func unwritable(_ path: String, _ number: Int32) -> IpaiError {
    IpaiError(
      .denied, "cannot write \(path): \(String(cString: strerror(number)))", hint: "check its permissions and the disk")
  }
}
