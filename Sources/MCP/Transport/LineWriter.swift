import Foundation
import Synchronization

/// Writes lines to a file descriptor in their order, on a queue of its own since writing may wait.
final class LineWriter: Sendable {
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "mcp.output")
  private let state = Mutex(State())

  private struct State {
    var waiting = 0
    var isClosed = false
  }

  /// Bytes that may wait for a reader who is slow; more, and it counts as gone.
  static let maxWaiting = 64 << 20

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  func write(_ line: Data) {
    let isTaken = state.withLock { state in
      state.waiting += line.count
      if state.waiting > Self.maxWaiting { state.isClosed = true }
      return !state.isClosed
    }
    guard isTaken else { return }
    queue.async { [self] in
      let isWritten = writeAll(line + [0x0A])
      state.withLock { state in
        state.waiting -= line.count
        if !isWritten { state.isClosed = true }
      }
    }
  }

  /// Returns when all was written.
  func drain() async {
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
  }

  private func writeAll(_ data: Data) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
