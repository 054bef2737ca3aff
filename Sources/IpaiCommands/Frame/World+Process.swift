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
      standardInput: { String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) },
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
