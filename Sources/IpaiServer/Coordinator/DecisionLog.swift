import Foundation
import IpaiCore
import IpaiRouting
import Synchronization

/// Writes decisions to a file, a JSON object a line, each with one write. On a full disk a line may be lost or cut off.
final class DecisionLog: Sendable {
  private let path: String?
  private let descriptor: Mutex<Int32?>

  /// Appends to the file of a path, which only its owner can read when it is made; nil for no file. Throws
  /// `IpaiError(.configuration)` when it cannot be written to.
  init(_ path: String?) throws {
    self.path = path
    descriptor = Mutex(try path.map(Self.file))
  }

  private static func file(_ path: String) throws -> Int32 {
    let file = PathText.withCString(path) { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    guard file >= 0 else {
      throw IpaiError(.configuration, "cannot write to \(path): \(String(cString: strerror(errno)))")
    }
    return file
  }

  /// Goes over to the file that the path has now, after somebody has moved the other one away. Throws `IpaiError(.configuration)`
  /// when there can be none; then the other one stays.
  func reopen() throws {
    guard let path else { return }
    let new = try Self.file(path)
    descriptor.withLock { file in
      if let file { _ = Foundation.close(file) }
      file = new
    }
  }

  /// Whether decisions are noted.
  var isOn: Bool { descriptor.withLock { $0 != nil } }

  /// Notes a decision. A full disk loses the line and no request.
  func note(_ record: DecisionRecord) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var line = try? encoder.encode(record) else { return }
    line.append(UInt8(ascii: "\n"))
    descriptor.withLock { file in
      guard let file else { return }
      line.withUnsafeBytes { bytes in _ = write(file, bytes.baseAddress, bytes.count) }
    }
  }

  /// Closes the file.
  func close() {
    descriptor.withLock { file in
      if let file { _ = Foundation.close(file) }
      file = nil
    }
  }

  deinit { close() }
}
