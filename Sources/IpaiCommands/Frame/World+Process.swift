import Foundation
import IpaiCore
import Synchronization

extension World {
  /// The world of this process.
  package static func process() -> World {
    Interruption.unblock()
    let environment = ProcessInfo.processInfo.environment
    return World(
      environment: environment, home: home(environment),
      currentDirectory: processDirectory(),
      processorCount: ProcessInfo.processInfo.activeProcessorCount,
      now: { Date() },
      standardOutput: .descriptor(STDOUT_FILENO, environment), standardError: .descriptor(STDERR_FILENO, environment),
      readLine: InputLines().next, interruption: { Interruption.received() })
  }

  /// `$HOME`; if it is not set, as in a service, the home that the system knows for this user, or else the root.
  private static func home(_ environment: [String: String]) -> String {
    if let home = environment["HOME"], !home.isEmpty { return home }
    guard let folder = getpwuid(geteuid())?.pointee.pw_dir, folder.pointee != 0 else { return "/" }
    return String(cString: folder)
  }
}

extension World {
  /// The arguments of this process after the program's name. Swift's own list replaces what is not UTF-8, and a path
  /// that was changed is another path.
  package static func processArguments() -> [String] {
    CommandLine.unsafeArgv.mapUntilNil { PathText.text($0) }.dropFirst().map { $0 }
  }

  /// The current folder of this process.
  private static func processDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return PathText.text(path)
  }
}

extension UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
  /// The transformed strings of a list that ends with a null pointer.
  fileprivate func mapUntilNil(_ transform: (UnsafePointer<CChar>) -> String) -> [String] {
    var texts: [String] = []
    var place = self
    while let text = place.pointee {
      texts.append(transform(text))
      place += 1
    }
    return texts
  }
}

extension World.Stream {
  /// Writes all of a text to a descriptor. A closed pipe ends the process quietly, by its signal.
  static func descriptor(_ descriptor: Int32, _ environment: [String: String]) -> World.Stream {
    let remark = Remark()
    var stream = World.Stream(isTerminal: isatty(descriptor) == 1) { text in
      let isWritten = Array(text.utf8).withUnsafeBytes { $0.writeAll(to: descriptor) }
      if !isWritten { Self.failed(descriptor, remark.line.withLock { $0 }) }
    }
    stream.remember = { line in remark.line.withLock { $0 = line } }
    stream.isDumb = isDumb(environment)
    var size = winsize()
    if stream.isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      stream.width = Int(size.ws_col)
      if size.ws_row > 0 { stream.height = Int(size.ws_row) }
    }
    if descriptor == STDOUT_FILENO { stream.page = PagerProcess.run }
    return stream
  }

  /// Ends the process with an error: output that cannot be written, as to a full disk, must not look like success.
  private static func failed(_ descriptor: Int32, _ remark: String) {
    guard descriptor == STDOUT_FILENO, errno != EPIPE else { return }
    var message = "ipai: cannot write to standard output: \(String(cString: strerror(errno)))\n"
    if !remark.isEmpty { message += "ipai: \(TerminalText.sanitized(remark))\n" }
    _ = message.withCString { Foundation.write(STDERR_FILENO, $0, strlen($0)) }
    _exit(74)
  }
}

/// What is to be said where nothing can be written.
private final class Remark: Sendable {
  let line = Mutex("")
}

/// Ctrl-C and `kill`, for work that asks now and then whether to stop: the first signal is kept, the second ends the
/// process.
///
/// Until the first such question, signals do what they always do, so that work that never asks is ended by them.
private enum Interruption {
  private static let number = Atomic<Int32>(0)

  /// Unblocks the signals: a process that is started from a thread that blocks them, as by Foundation on Linux,
  /// inherits that.
  static func unblock() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// The signal that was received; nil if there was none.
  static func received() -> Int32? {
    _ = watching
    let number = number.load(ordering: .relaxed)
    guard number != 0 else { return nil }
    return number
  }

  private static let watching: Void = {
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interruption.number.store($0, ordering: .relaxed) }
      // Without SA_RESTART, so that what waits for input is woken.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      // A signal that was ignored when ipai was started, as under nohup, stays ignored.
      var before = sigaction()
      guard sigaction(number, nil, &before) == 0, !isIgnored(before) else { continue }
      sigaction(number, &action, nil)
    }
  }()

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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

  /// Drops what was handed out and reads some more; false at the end of the input.
  private static func read(into waiting: inout [UInt8], _ start: inout Int, _ searched: inout Int) -> Bool {
    waiting.removeSubrange(..<start)
    searched -= start
    start = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    repeat {
      count = Foundation.read(STDIN_FILENO, &chunk, chunk.count)
    } while count < 0 && errno == EINTR && Interruption.received() == nil
    guard count > 0 else { return false }
    waiting += chunk[..<count]
    return true
  }
}
