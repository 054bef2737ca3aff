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
    var isEnding = false
  }

  /// Bytes that may wait for a reader who is slow; more, and it counts as gone.
  static let maxWaiting = 64 << 20

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    #if canImport(Darwin)
      _ = fcntl(descriptor, F_SETNOSIGPIPE, 1)
    #endif
  }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// False when nobody reads any more.
  @discardableResult
  func write(_ line: Data) -> Bool {
    let isTaken = state.withLock { state in
      state.waiting += line.count
      if state.waiting > Self.maxWaiting { state.isClosed = true }
      return !state.isClosed
    }
    guard isTaken else { return false }
    queue.async { [self] in
      let isWritten = writeAll(line + [0x0A])
      state.withLock { state in
        state.waiting -= line.count
        if !isWritten { state.isClosed = true }
      }
    }
    return true
  }

  /// Returns when all was written.
  func drain() async {
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
  }

  /// Closes the descriptor after what waits was written; does not wait for that.
  func close() {
    let isFirst = state.withLock { state in
      defer { (state.isClosed, state.isEnding) = (true, true) }
      return !state.isEnding
    }
    if isFirst { queue.async { [descriptor] in _ = Foundation.close(descriptor) } }
  }

  /// False when nobody reads any more.
  private func writeAll(_ data: Data) -> Bool {
    let mask = Self.holdBrokenPipe()
    let isWritten = data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
    Self.release(mask, isBroken: !isWritten)
    return isWritten
  }

  #if canImport(Darwin)
    private static func holdBrokenPipe() {}
    private static func release(_ mask: Void, isBroken: Bool) {}
  #else
    /// A reader who has gone is an error here, and not the end of the whole process: the signal that a write to a closed pipe
    /// sends to its thread is held back and then taken.
    private static func holdBrokenPipe() -> sigset_t {
      var (held, before) = (brokenPipe, sigset_t())
      pthread_sigmask(SIG_BLOCK, &held, &before)
      return before
    }

    private static func release(_ mask: sigset_t, isBroken: Bool) {
      var (held, none, mask) = (brokenPipe, timespec(), mask)
      if isBroken, sigismember(&mask, SIGPIPE) == 0 { sigtimedwait(&held, nil, &none) }
      pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    private static var brokenPipe: sigset_t {
      var set = sigset_t()
      sigemptyset(&set)
      sigaddset(&set, SIGPIPE)
      return set
    }
  #endif
}
