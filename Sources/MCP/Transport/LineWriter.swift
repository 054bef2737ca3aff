import Foundation
import Synchronization

/// Writes lines to a file descriptor in order, on a queue of its own, since writing may block.
final class LineWriter: Sendable {
  private let descriptor: Int32
  private let queue = DispatchQueue(label: "mcp.output")
  private let state = Mutex(State())

  private struct State {
    var waiting = 0
    var isClosed = false
    var isEnding = false
  }

  /// How many bytes may wait for a slow reader. If there are more, the reader counts as gone.
  static let maxWaiting = 64 << 20

  /// A writer to this descriptor.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    #if canImport(Darwin)
      _ = fcntl(descriptor, F_SETNOSIGPIPE, 1)
    #endif
  }

  /// Whether nobody reads any more, or the descriptor is being closed.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Writes a line. Returns false when nobody reads any more.
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

  /// How many bytes may wait before no more is asked for.
  private static let comfortable = 4 << 20

  /// Returns at once while little waits, and otherwise when everything that waits has been written.
  func waitForRoom() async {
    if state.withLock({ $0.waiting }) > Self.comfortable { await drain() }
  }

  /// Returns once everything has been written.
  func drain() async {
    await withCheckedContinuation { continuation in queue.async { continuation.resume() } }
  }

  /// Closes the descriptor once everything has been written, without waiting for that.
  func close() {
    let isFirst = state.withLock { state in
      defer {
        state.isClosed = true
        state.isEnding = true
      }
      return !state.isEnding
    }
    if isFirst { queue.async { [descriptor] in _ = Foundation.close(descriptor) } }
  }

  /// Writes all bytes. Returns false when nobody reads any more.
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
    /// Blocks the signal that a write to a closed pipe sends to its thread. It would end the whole process, although a reader
    /// that is gone is only an error here.
    private static func holdBrokenPipe() -> sigset_t {
      var held = brokenPipe
      var before = sigset_t()
      pthread_sigmask(SIG_BLOCK, &held, &before)
      return before
    }

    /// Takes the signal if it was sent, and restores the mask.
    private static func release(_ mask: sigset_t, isBroken: Bool) {
      var held = brokenPipe
      var none = timespec()
      var mask = mask
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
