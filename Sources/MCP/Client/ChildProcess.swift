import Foundation

/// A server that runs for one client.
final class ChildProcess: Sendable {
  private let process: Process
  /// The descriptor to write its standard input to. The caller closes it.
  let input: Int32
  /// The descriptor to read its standard output from. The caller closes it.
  let output: Int32

  /// How long, in seconds, it may take to end by itself, and again after it has been asked to.
  private static let graceSeconds = 2

  /// How long, in bytes, a line of its standard error may be.
  private static let longestErrorLine = 16 << 10

  /// Starts the server. `onErrorLine`: see ``ClientTransport/process(_:onErrorLine:)``.
  ///
  /// - Throws: `UnsentRequest` when it cannot be started.
  init(_ command: ServerCommand, onErrorLine: (@Sendable (String) -> Void)? = nil) throws {
    guard let path = command.path else { throw UnsentRequest("there is no program named '\(command.program)'") }
    let process = Process()
    self.process = process
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = command.arguments
    if let environment = command.environment { process.environment = environment }
    if let directory = command.directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let toChild = Pipe()
    let fromChild = Pipe()
    process.standardInput = toChild
    process.standardOutput = fromChild
    let errors = onErrorLine.map { _ in Pipe() }
    if let errors { process.standardError = errors }
    do { try Self.withoutBlockedSignals { try process.run() } } catch {
      throw UnsentRequest("'\(path)' cannot be started: \(error.localizedDescription)")
    }
    input = fcntl(toChild.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 3)
    output = fcntl(fromChild.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 3)
    try? toChild.fileHandleForWriting.close()
    try? fromChild.fileHandleForReading.close()
    if let errors, let onErrorLine {
      let descriptor = fcntl(errors.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 3)
      try? errors.fileHandleForReading.close()
      LineReader.start(descriptor, maxLength: Self.longestErrorLine, closes: true) { line in
        if case .complete(let bytes) = line { onErrorLine(String(decoding: bytes, as: UTF8.self)) }
      } onEnd: {
      }
    }
  }

  /// A child inherits the signal mask of the thread that starts it, and the threads that run Swift's tasks block nearly all
  /// signals.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// Waits for the server to end, as it should once its input is closed, and kills it when it does not.
  func end() async {
    // In a task of its own, since the server has to end even when the caller's task was cancelled.
    await Task { [self] in
      for signal in [SIGTERM, SIGKILL] where await !hasEnded() { send(signal) }
      // The process may have been a wrapper that started the actual server.
      if await hasEnded() { send(SIGTERM) }
    }.value
  }

  /// Sends a signal to the server's whole process group, if it has one of its own.
  private func send(_ signal: Int32) {
    if kill(-process.processIdentifier, signal) != 0, process.isRunning { kill(process.processIdentifier, signal) }
  }

  private func hasEnded() async -> Bool {
    for _ in 0..<(Self.graceSeconds * 50) where process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    return !process.isRunning
  }
}
