import Foundation
import IpaiCore
import IpaiRouting
import Synchronization

/// Writes decisions to a file, a JSON object a line, each with one write. On a full disk lines are lost, which is said once.
final class DecisionLog: Sendable {
  private let path: String?
  private let state: Mutex<State>
  private let onFailure: @Sendable (String) -> Void

  private struct State {
    var descriptor: Int32?
    /// Whether the last line could not be written, and nobody has to be told again.
    var isFailing = false
    /// Whether the file ends with a part of a line.
    var endsWithPart = false
  }

  /// Appends to the file of a path, which only its owner can read when it is made; nil for no file. `onFailure`: is told when lines
  /// begin to be lost. Throws `IpaiError(.configuration)` when it cannot be written to.
  init(_ path: String?, onFailure: @escaping @Sendable (String) -> Void = { _ in }) throws {
    self.path = path
    self.onFailure = onFailure
    state = Mutex(State(descriptor: try path.map(Self.file)))
  }

  private static func file(_ path: String) throws -> Int32 {
    // A pipe that nobody reads is not waited for.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let file = PathText.withCString(path) { open($0, flags, 0o600) }
    guard file >= 0 else {
      throw IpaiError(.configuration, "cannot write to \(path): \(String(cString: strerror(errno)))")
    }
    guard FileStatus(descriptor: file)?.kind == .file else {
      _ = Foundation.close(file)
      throw IpaiError(.configuration, "cannot write decisions to \(path): it is not a regular file")
    }
    return file
  }

  /// Goes over to the file that the path has now, after somebody has moved the other one away. Throws `IpaiError(.configuration)`
  /// when there can be none; then the other one stays.
  func reopen() throws {
    guard let path else { return }
    let new = try Self.file(path)
    state.withLock { state in
      if let file = state.descriptor { _ = Foundation.close(file) }
      state = State(descriptor: new)
    }
  }

  /// Whether decisions are noted.
  var isOn: Bool { state.withLock { $0.descriptor != nil } }

  /// Notes a decision. A full disk loses the line and no request.
  func note(_ record: DecisionRecord) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard var line = try? encoder.encode(record) else { return }
    line.append(UInt8(ascii: "\n"))
    let failure: String? = state.withLock { state in
      guard let file = state.descriptor else { return nil }
      // What is cut off stands alone, so that the next line can be read.
      if state.endsWithPart { line.insert(UInt8(ascii: "\n"), at: 0) }
      let count = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count > 0 { state.endsWithPart = count < line.count }
      defer { state.isFailing = count < line.count }
      guard count < line.count, !state.isFailing else { return nil }
      return count < 0 ? String(cString: strerror(errno)) : "the disk is full"
    }
    if let failure { onFailure(failure) }
  }

  /// Closes the file.
  func close() {
    state.withLock { state in
      if let file = state.descriptor { _ = Foundation.close(file) }
      state.descriptor = nil
    }
  }

  deinit { close() }
}
