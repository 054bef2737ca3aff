import Foundation

/// An open file, whose content is read whole.
struct OpenFile: ~Copyable {
  /// Why a file is not taken.
  enum Fault: Error {
    case system(SystemFailure)
    case notRegular(FolderEntry.Kind)
    case tooLarge
    case changed
  }

  private let descriptor: Int32
  private let status: stat

  /// Opens a file in a folder. A link is not followed, and a pipe without a writer is not waited for. Throws `Fault`.
  init(_ name: String, in folder: borrowing OpenFolder) throws(Fault) {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    try self.init(openat(folder.descriptor, name, flags))
  }

  /// Takes over a descriptor, which is negative when opening failed. Throws `Fault`.
  init(_ descriptor: Int32) throws(Fault) {
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

  var kind: FolderEntry.Kind { OpenFolder.kind(mode: status.st_mode) }
  var isExecutable: Bool { status.st_mode & S_IXUSR != 0 }

  /// True when the mode is the one that a file of a skill is written with.
  func hasMode(of file: SkillFile) -> Bool { status.st_mode & 0o777 == (file.isExecutable ? 0o755 : 0o644) }

  /// The content, at most `limit` bytes. Throws `Fault`, also when the file changes while it is read.
  func content(limit: Int) throws(Fault) -> Data {
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
