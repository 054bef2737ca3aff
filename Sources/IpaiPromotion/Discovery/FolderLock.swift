import Foundation
import IpaiCore

/// A folder that one process at a time changes. The lock goes when this value does, and with the process.
struct FolderLock: ~Copyable {
  /// The folder.
  let folder: OpenFolder

  private static let pause = Duration.milliseconds(50)

  /// Waits until nobody else changes the folder at `path`, at most for `patience`. Throws `IpaiError`: `.unavailable`
  /// when somebody still does, and what opening it throws.
  init(_ path: String, patience: Duration = .seconds(30)) async throws {
    self.init(try await Self.locked(path, patience))
  }

  private init(_ folder: consuming OpenFolder) { self.folder = folder }

  private static func locked(_ path: String, _ patience: Duration) async throws -> OpenFolder {
    let folder = try opened(path)
    let end = ContinuousClock.now + patience
    while flock(folder.descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw SystemFailure().error("lock", path) }
      guard ContinuousClock.now < end else {
        throw IpaiError(.unavailable, "another program is changing \(path)", hint: "try again when it has finished")
      }
      try await Task.sleep(for: pause)
    }
    return folder
  }

  private static func opened(_ path: String) throws(IpaiError) -> OpenFolder {
    do { return try OpenFolder(path: path) } catch { throw error.error("open", path) }
  }
}
