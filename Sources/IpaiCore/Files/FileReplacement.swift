package import Foundation

/// Puts a new content in the place of a file's, wholly or not at all.
package enum FileReplacement {
  /// Writes a file and the folders that it is in. One that is there keeps its permissions, and a link leads where it led; a new one
  /// gets `permissions`.
  ///
  /// Throws `IpaiError`: `.unavailable` for a full disk, and otherwise `.denied`; the file is then as it was.
  package static func write(_ content: Data, to path: String, permissions: Int) throws(IpaiError) {
    guard let target = resolved(path) else { throw failure(path, ELOOP) }
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
      let mode = stat(target, &information) == 0 ? information.st_mode & 0o7777 : mode_t(permissions)
      try write(content, temporary, mode)
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

  /// The file that a path leads to, which may not be there yet where it is a link; nil for links that lead in a circle.
  private static func resolved(_ path: String) -> String? {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var place = path
    for _ in 0..<mostLinks {
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else { return place }
      let folder = (place as NSString).deletingLastPathComponent
      place = target.hasPrefix("/") || folder.isEmpty ? target : folder + "/" + target
    }
    return nil
  }

  /// Linux follows no more links than this.
  private static let mostLinks = 40
}
