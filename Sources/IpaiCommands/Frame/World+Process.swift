import Foundation
import Synchronization

extension World {
  /// The world of this process. From here on Ctrl-C asks to stop; a second one ends the process.
  package static func process() -> World {
    World(
      environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath,
      processorCount: ProcessInfo.processInfo.activeProcessorCount,
      now: { Date() },
      standardOutput: .descriptor(STDOUT_FILENO), standardError: .descriptor(STDERR_FILENO),
      readLine: InputLines().next,
      isCancelled: Interruption.watch())
  }
}

extension World.Stream {
  /// Writes all of a text to a descriptor. A closed pipe ends the process quietly, by its signal.
  static func descriptor(_ descriptor: Int32) -> World.Stream {
    var size = winsize()
    let isTerminal = isatty(descriptor) == 1
    let hasSize = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return World.Stream(isTerminal: isTerminal, width: hasSize ? Int(size.ws_col) : 80) { text in
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 && errno != EINTR { return Self.failed(descriptor) }
        bytes = bytes.dropFirst(max(0, written))
      }
    }
  }

  /// Output that cannot be written, as to a full disk, must not look like success.
  private static func failed(_ descriptor: Int32) {
    guard descriptor == STDOUT_FILENO, errno != EPIPE else { return }
    let message = "ipai: cannot write to standard output: \(String(cString: strerror(errno)))\n"
    _ = message.withCString { Foundation.write(STDERR_FILENO, $0, strlen($0)) }
    exit(74)
  }
}

/// Ctrl-C and `kill`: the first asks to stop, the second ends the process.
private enum Interruption {
  static let isRequested = Atomic(false)

  static func watch() -> @Sendable () -> Bool {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.isRequested.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
    return { isRequested.load(ordering: .relaxed) }
  }
}

/// The lines of standard input, in bytes.
private final class InputLines: Sendable {
  private let state = Mutex((waiting: [UInt8](), start: 0, isAtEnd: false))

  @Sendable func next() -> [UInt8]? {
    state.withLock { state in
      var searched = state.start
      while true {
        if let end = state.waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) {
          defer { state.start = end + 1 }
          return Array(state.waiting[state.start..<end])
        }
        searched = state.waiting.count
        if !state.isAtEnd, Self.read(into: &state.waiting, &state.start, &searched) { continue }
        state.isAtEnd = true
        guard state.start < state.waiting.count else { return nil }
        defer { state.start = state.waiting.count }
        return Array(state.waiting[state.start...])
      }
    }
  }

  /// Reads some more, and drops what was handed out; false at the end.
  private static func read(into waiting: inout [UInt8], _ start: inout Int, _ searched: inout Int) -> Bool {
    waiting.removeSubrange(..<start)
    searched -= start
    start = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    repeat { count = Foundation.read(STDIN_FILENO, &chunk, chunk.count) } while count < 0 && errno == EINTR
    guard count > 0 else { return false }
    waiting += chunk[..<count]
    return true
  }
}
