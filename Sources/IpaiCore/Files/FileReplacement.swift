package import Foundation

/// Puts a new content in the place of a file's, wholly or not at all.
package enum FileReplacement {
  /// Writes a file and the folders that it is in. One that is there keeps its permissions, and a link leads where it led; a new one
  /// gets `permissions`.
  ///
  /// Throws `IpaiError`: `.unavailable` for a full disk, and otherwise `.denied`; the file is then as it was.
  package static func write(_ content: Data, to path: String, permissions: Int) throws(IpaiError) {
    let target = resolved(path)
    var information = stat()
    if stat(target, &information) == 0, information.st_mode & S_IFMT != S_IFREG {
      throw IpaiError(.denied, "\(path) is not a regular file, and is not replaced by one", hint: "name another file")
    }
    let folder = (target as NSString).deletingLastPathComponent
    let temporary = "\(target).\(UUID().uuidString)"
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      let attributes = try? FileManager.default.attributesOfItem(atPath: target)
      let mode = attributes?[.posixPermissions] as? Int ?? permissions
      try write(content, temporary, mode_t(mode))
      guard rename(temporary, target) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(temporary)
      if let error = error as? IpaiError { throw error }
      throw IpaiError(.denied, "cannot write \(path)", hint: "check its permissions and the disk", cause: error)
    }
  }

  private static func write(_ content: Data, _ path: String, _ mode: mode_t) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    // The mode that was asked for may have been narrowed by the process's own.
    let isWritten = content.withUnsafeBytes { $0.writeAll(to: descriptor) } && fchmod(descriptor, mode) == 0
    guard isWritten, fsync(descriptor) == 0 else { throw failure(path, errno) }
  }

  private static func failure(_ path: String, _ code: Int32) -> IpaiError {
    if code == ENOSPC || code == EDQUOT {
      return IpaiError(
        .unavailable, "cannot write \(path): \(String(cString: strerror(code)))",
        hint: "free some space, or name another file")
    }
    return IpaiError(
      .denied, "cannot write \(path): \(String(cString: strerror(code)))", hint: "check its permissions and the disk")
  }

  private static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
