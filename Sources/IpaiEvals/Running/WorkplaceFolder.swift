import Foundation
import IpaiCore

/// The temporary folder of a workplace. It is locked while its process runs, so that others can tell which ones a process that was
/// killed has left.
final class WorkplaceFolder: Sendable {
  /// Its path.
  let path: String
  private let descriptor: Int32

  private static let prefix = "ipai-eval-"

  /// Makes a folder in the one for temporary files; only its owner and members of `group` get at what is in it.
  ///
  /// Throws `SystemFailure` when it cannot be made.
  init(in temporaryFolder: String, group: UInt32?) throws {
    try FileManager.default.createDirectory(atPath: temporaryFolder, withIntermediateDirectories: true)
    while true {
      let path = "\(temporaryFolder)/\(Self.prefix)\(UUID().uuidString)"
      guard mkdir(path, 0o700) == 0 else { throw SystemFailure() }
      let descriptor = Self.opened(path)
      // Until it is locked, another process may take it for one that was left, and remove it.
      if descriptor < 0, errno == ENOENT { continue }
      guard descriptor >= 0 else { throw Self.failure(path) }
      let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
      guard isLocked, FileStatus(path, followsLinks: false) == FileStatus(descriptor: descriptor) else {
        close(descriptor)
        continue
      }
      self.path = path
      self.descriptor = descriptor
      if let group, fchown(descriptor, geteuid(), group) != 0 || fchmod(descriptor, 0o710) != 0 {
        throw Self.failure(path)
      }
      return
    }
  }

  /// Why a folder that was just made cannot be used; it is removed.
  private static func failure(_ path: String) -> SystemFailure {
    let failure = SystemFailure()
    rmdir(path)
    return failure
  }

  deinit { close(descriptor) }

  /// Removes the folder.
  func remove() { Self.remove(path) }

  /// Removes the folders of this user that processes have left which are no more.
  static func removeAbandoned(in temporaryFolder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: temporaryFolder)) ?? [] {
      guard name.hasPrefix(prefix), UUID(uuidString: String(name.dropFirst(prefix.count))) != nil else { continue }
      removeIfAbandoned("\(temporaryFolder)/\(name)")
    }
  }

  private static func removeIfAbandoned(_ path: String) {
    let descriptor = opened(path)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { return }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(path) }
  }

  private static func opened(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Removes a folder with all that is in it.
  static func remove(_ path: String) {
    if (try? FileManager.default.removeItem(atPath: path)) != nil { return }
    // A command may have left folders that their owner cannot list.
    allow(path)
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func allow(_ folder: String) {
    guard let status = FileStatus(folder, followsLinks: false), status.kind == .folder else { return }
    chmod(folder, 0o700)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] { allow("\(folder)/\(name)") }
  }
}
