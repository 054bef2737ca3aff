package import Foundation

/// An open file, whose content is read whole.
package struct OpenFile: ~Copyable {
  /// Why a file is not taken.
  package enum Fault: Error {
    /// The system refused.
    case system(SystemFailure)
    /// It is not a regular file.
    case notRegular(FolderEntry.Kind)
    /// It is larger than it may be.
    case tooLarge
    /// It changed while it was read.
    case changed
  }

  private let descriptor: Int32
  private let status: stat

  /// Opens a file in a folder. A link is not followed, and a pipe without a writer is not waited for. Throws `Fault`.
  package init(_ name: String, in folder: borrowing OpenFolder) throws(Fault) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    try self.init(openat(folder.descriptor, name, flags))
  }

  /// Opens the file at a path, of which links to folders are followed but not one to the file itself. Throws `Fault`.
  package init(path: String) throws(Fault) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    try self.init(PathText.withCString(path) { open($0, flags) })
  }

  /// Takes over a descriptor, which is negative when opening failed. Throws `Fault`.
  package init(_ descriptor: Int32) throws(Fault) {
    guard descriptor >= 0 else {
      if errno == ELOOP { throw .notRegular(.link) }
      throw .system(SystemFailure())
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let failure = SystemFailure()
      close(descriptor)
      throw .system(failure)
    }
    self.descriptor = descriptor
    self.status = status
  }

  deinit { close(descriptor) }

  /// What it is.
  package var kind: FolderEntry.Kind { OpenFolder.kind(mode: status.st_mode) }
  /// Whether its owner may run it.
  package var isExecutable: Bool { status.st_mode & S_IXUSR != 0 }
  /// Who may do what with it, in nine bits.
  package var permissions: Int { Int(status.st_mode & 0o777) }

  /// The content, at most `limit` bytes. Throws `Fault`, also when the file changes while it is read.
  package func content(limit: Int) throws(Fault) -> Data {
    guard kind == .file else { throw .notRegular(kind) }
    guard status.st_size <= limit else { throw .tooLarge }
    var data = Data(count: Int(status.st_size))
    let count = data.withUnsafeMutableBytes { read(into: $0) }
    guard count >= 0 else { throw .system(SystemFailure()) }
    var now = stat()
    guard fstat(descriptor, &now) == 0 else { throw .system(SystemFailure()) }
    guard count == data.count, isSame(now) else { throw .changed }
    return data
  }

  /// The number of bytes read, fewer than there is room for when the file ends before; negative on failure.
  private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var total = 0
    while total < buffer.count {
      let count = Foundation.read(descriptor, buffer.baseAddress.map { $0 + total }, buffer.count - total)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return -1 }
      if count == 0 { break }
      total += count
    }
    return total
  }

  private func isSame(_ now: stat) -> Bool {
    #if canImport(Darwin)
      let times = (status.st_mtimespec, now.st_mtimespec)
    #else
      let times = (status.st_mtim, now.st_mtim)
    #endif
    return now.st_size == status.st_size && times.0.tv_sec == times.1.tv_sec && times.0.tv_nsec == times.1.tv_nsec
  }
}
