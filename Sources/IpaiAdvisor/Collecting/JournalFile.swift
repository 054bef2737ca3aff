import Foundation
import IpaiCore

/// The file of a journal, which one process alone writes at a time.
final class JournalFile: Sendable {
  private let path: String
  private let descriptor: Int32

  private static let mostBytes = 1 << 28

  /// Opens the file at `path`, which is made where it is missing, and locks it until it is released.
  ///
  /// Throws `IpaiError`: `.conflict` when another process, or another part of this one, has locked it, and `.denied` for something that is
  /// no regular file.
  init(_ path: String) throws {
    self.path = path
    descriptor = try Self.locked(path)
  }

  deinit { close(descriptor) }

  private static func locked(_ path: String) throws -> Int32 {
    // Whoever had the lock may have removed the file while this waited to open it; then another stands at its path, or none.
    for _ in 0..<10 {
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw SystemFailure().error("keep the scan in", path) }
      guard FileStatus(descriptor: descriptor)?.kind == .file else {
        close(descriptor)
        throw IpaiError(.denied, "\(path) is not a regular file", hint: "remove it")
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        break
      }
      if isAt(path, descriptor) { return descriptor }
      close(descriptor)
    }
    throw IpaiError(
      .conflict, "another scan of this account is under way", hint: "wait until it has ended, or stop it")
  }

  private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var open = stat()
    var named = stat()
    guard fstat(descriptor, &open) == 0, lstat(path, &named) == 0 else { return false }
    return open.st_ino == named.st_ino && open.st_dev == named.st_dev
  }

  /// What is in the file; empty where it cannot be read.
  func content() -> Data {
    lseek(descriptor, 0, SEEK_SET)
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    return (try? handle.read(upToCount: Self.mostBytes)) ?? Data()
  }

  /// Takes everything out. Throws `IpaiError`.
  func empty() throws(IpaiError) {
    guard ftruncate(descriptor, 0) == 0 else { throw SystemFailure().error("keep the scan in", path) }
  }

  /// Writes at the end. Throws `IpaiError`, `.unavailable` for a full disk.
  func append(_ line: Data) throws(IpaiError) {
    guard line.withUnsafeBytes({ $0.writeAll(to: descriptor) }) else {
      throw SystemFailure().error("keep the scan in", path)
    }
  }

  /// Removes the file, unless another stands at its path.
  func remove() { if Self.isAt(path, descriptor) { unlink(path) } }

  /// Makes a folder, and those that it is in, for nobody but the user. Throws `IpaiError`.
  static func makeFolder(_ path: String) throws(IpaiError) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    let failure = SystemFailure()
    let parent = (path as NSString).deletingLastPathComponent
    guard failure.number == ENOENT, !parent.isEmpty, parent != path else { throw failure.error("make", path) }
    try makeFolder(parent)
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemFailure().error("make", path) }
  }
}
