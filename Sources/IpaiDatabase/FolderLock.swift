import Foundation
import IpaiCore

/// A lock on a folder, held by one process at a time while it changes something in it that has no lock of its own.
///
/// SQLite itself does not serialise two processes that switch a new file to WAL mode or apply the same migration.
package struct FolderLock {
  private let descriptor: Int32

  /// Waits until the lock is free. Throws `IpaiError(.denied)` when the folder cannot be opened.
  package init(_ folder: String) throws {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw IpaiError(.denied, "cannot open the folder \(folder): \(String(cString: strerror(errno)))")
    }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  /// Gives the lock to the next process.
  ///
  /// Closing the descriptor would not do that while a child that was forked meanwhile has not yet become another program.
  package func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
