import Foundation

/// Reads files that ought to be small and may come from somebody else.
package enum SmallFile {
  /// The bytes of a regular file of at most `maxBytes`; nil when there is no such file. A file of another kind is
  /// not read, and a pipe without a writer is not waited for.
  ///
  /// Throws `IpaiError(.configuration)` when the file is larger, of another kind or cannot be read.
  package static func read(_ path: String, maxBytes: Int) throws(IpaiError) -> [UInt8]? {
    let descriptor = PathText.withCString(path) { open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure(path, errno)
    }
    defer { close(descriptor) }
    guard let status = FileStatus(descriptor: descriptor) else { throw failure(path, errno) }
    guard status.kind == .file else {
      throw IpaiError(.configuration, "\(path) is not a regular file")
    }
    guard status.size <= maxBytes else { throw tooLarge(path, maxBytes) }
    return try bytes(descriptor, path, maxBytes, likely: Int(status.size))
  }

  /// A file may grow while it is read, so the limit holds here too.
  private static func bytes(
    _ descriptor: Int32, _ path: String, _ maxBytes: Int, likely size: Int
  ) throws(IpaiError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var chunk = [UInt8](repeating: 0, count: min(maxBytes + 1, 64 << 10))
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, errno) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= maxBytes else { throw tooLarge(path, maxBytes) }
    }
  }

  private static func tooLarge(_ path: String, _ maxBytes: Int) -> IpaiError {
    IpaiError(.configuration, "\(path) is larger than \(ByteCount.text(maxBytes))")
  }

  private static func failure(_ path: String, _ number: Int32) -> IpaiError {
    IpaiError(
      .configuration, "cannot read \(path): \(String(cString: strerror(number)))", hint: "check its permissions")
  }
}
