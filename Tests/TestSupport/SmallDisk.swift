import Foundation

/// A file system in memory with little room, gone when the test is.
package final class SmallDisk: Sendable {
  private let folder: TemporaryFolder

  package var path: String { folder.path }

  /// True where this process may mount: root outside of most containers.
  package static let isPossible = (try? SmallDisk(kilobytes: 64)) != nil

  package init(kilobytes: Int) throws {
    folder = try TemporaryFolder()
    let mount = try Subprocess.run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", folder.path])
    guard mount.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { _ = try? Subprocess.run(["umount", "--lazy", folder.path]) }

  package func file(_ name: String) -> String { folder.file(name) }
}
