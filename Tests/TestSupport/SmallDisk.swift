import Foundation

/// A file system in memory with little room, which is gone at the end of the test.
package final class SmallDisk: Sendable {
  private let folder: TemporaryFolder

  /// The path of its root.
  package var path: String { folder.path }

  /// True when this process may mount: root, unless it is in a container without the capability CAP_SYS_ADMIN.
  ///
  /// It does not try to mount, so that tests fail, and are not skipped, when a mount that is permitted does not work.
  package static let isPossible: Bool = {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
    guard let digits = line?.split(whereSeparator: \.isWhitespace).last, let capabilities = UInt64(digits, radix: 16)
    else { return false }
    let mayAdministrate: UInt64 = 1 << 21
    return capabilities & mayAdministrate != 0
  }()

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Mounts a file system with room for so many kilobytes. Throws when that fails.
  package init(kilobytes: Int) throws {
    folder = try TemporaryFolder()
    try Self.mount(["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", folder.path])
  }

  deinit { _ = try? Subprocess.run(["umount", "--lazy", folder.path]) }

  /// The path of a file on it, which need not exist.
  package func file(_ name: String) -> String { folder.file(name) }

  /// Makes everything on it read-only, for root too. Throws when that fails.
  package func makeReadOnly() throws { try Self.mount(["-o", "remount,ro", folder.path]) }

  private static func mount(_ arguments: [String]) throws {
    let run = try Subprocess.run(["mount"] + arguments)
    guard run.status == 0 else { throw Failure(description: "mount failed with status \(run.status): \(run.error)") }
  }
}
