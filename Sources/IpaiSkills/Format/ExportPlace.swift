import Foundation
import IpaiCore

/// Where a file is written: the folders on its way, and its name.
struct ExportPlace {
  private let folders: [String]
  let name: String

  init(_ path: String) {
    let parts = PathText.parts(path).map(String.init)
    folders = parts.dropLast()
    name = parts.last ?? ""
  }

  /// The folder that holds the file; nil when it is not there and not to be made. Throws `SystemFailure`, also when
  /// something on the way is a link or no folder.
  func openParent(_ root: borrowing OpenFolder, making: Bool) throws(SystemFailure) -> OpenFolder? {
    var parent = try OpenFolder(".", in: root)
    for folder in folders {
      if making, mkdirat(parent.descriptor, folder, 0o755) != 0, errno != EEXIST { throw SystemFailure() }
      do {
        parent = try OpenFolder(folder, in: parent)
      } catch {
        if error.number == ENOENT && !making { return nil }
        throw error
      }
    }
    return parent
  }

  /// Writes the file under another name and then gives it its own, so that it is never there by half.
  /// Throws `SystemFailure`.
  func write(_ file: SkillFile, in parent: borrowing OpenFolder) throws(SystemFailure) {
    let temporary = ".ipai-\(UInt64.random(in: 0 ... .max))"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = openat(parent.descriptor, temporary, flags, 0o600)
    guard descriptor >= 0 else { throw SystemFailure() }
    let isWritten = file.content.withUnsafeBytes { $0.writeAll(to: descriptor) }
    let isComplete =
      isWritten && fchmod(descriptor, file.isExecutable ? 0o755 : 0o644) == 0
      && renameat(parent.descriptor, temporary, parent.descriptor, name) == 0
    let failure = SystemFailure()
    close(descriptor)
    if isComplete { return }
    unlinkat(parent.descriptor, temporary, 0)
    throw failure
  }
}
