package import Foundation

/// An open folder. What it holds is opened by name beneath it, so that no path is walked twice and no link is followed.
package struct OpenFolder: ~Copyable {
  #if canImport(Darwin)
    private typealias Stream = UnsafeMutablePointer<DIR>
  #else
    private typealias Stream = OpaquePointer
  #endif

  private let stream: Stream
  /// The descriptor, which is closed with the folder.
  package let descriptor: Int32

  /// Opens the folder at a path, of which links are followed. Throws `SystemFailure`.
  package init(path: String) throws(SystemFailure) {
    try self.init(PathText.withCString(path) { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
  }

  /// Opens a folder in another one; a link is not followed. Throws `SystemFailure`.
  package init(_ name: String, in folder: borrowing OpenFolder) throws(SystemFailure) {
    try self.init(openat(folder.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
  }

  private init(_ descriptor: Int32) throws(SystemFailure) {
    guard descriptor >= 0 else { throw SystemFailure() }
    guard let stream = fdopendir(descriptor) else {
      let failure = SystemFailure()
      close(descriptor)
      throw failure
    }
    self.stream = stream
    self.descriptor = descriptor
  }

  deinit { closedir(stream) }

  /// Up to `limit` entries in the order of the paths beneath them, so that a folder comes where its name with a slash would; it can be
  /// called once. Throws `SystemFailure`.
  package func entries(limit: Int) throws(SystemFailure) -> [FolderEntry] {
    var entries: [FolderEntry] = []
    while entries.count < limit {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemFailure() }
        break
      }
      let bytes = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: UInt8.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      entries.append(FolderEntry(bytes: bytes, kind: kind(entry.pointee.d_type, bytes)))
    }
    return entries.sorted { $0.comes(before: $1) }
  }

  /// Some file systems do not say the kind in the folder.
  private func kind(_ type: UInt8, _ name: [UInt8]) -> FolderEntry.Kind {
    guard Int(type) == Int(DT_UNKNOWN) else { return Self.kind(mode: mode_t(type) << 12) }
    var status = stat()
    let result = PathText.withCString(PathText.text(bytes: name)) {
      fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
    }
    return result == 0 ? Self.kind(mode: status.st_mode) : .unknown
  }

  /// The kind that a mode says; the types of folder entries are its highest four bits.
  package static func kind(mode: mode_t) -> FolderEntry.Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    case S_IFIFO: .pipe
    case S_IFSOCK: .socket
    case S_IFCHR, S_IFBLK: .device
    default: .unknown
    }
  }
}
