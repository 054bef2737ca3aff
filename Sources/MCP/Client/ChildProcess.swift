import Foundation

/// A server to start: a program and its arguments.
public struct ServerCommand: Sendable, Hashable {
  /// A path, or a name that is looked up in `PATH`.
  public var program: String
  public var arguments: [String]
  /// Nil: this process's.
  public var environment: [String: String]?
  public var directory: String?

  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String]? = nil, directory: String? = nil
  ) {
    (self.program, self.arguments) = (program, arguments)
    (self.environment, self.directory) = (environment, directory)
  }

  /// The program's path; nil when there is none.
  var path: String? {
    if program.contains("/") { return program }
    let folders = (environment ?? ProcessInfo.processInfo.environment)["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
  }
}

/// A server that runs for one client. What it writes to standard error goes where this process's does.
final class ChildProcess: Sendable {
  private let process: Process
  /// Descriptors to write what it reads, and to read what it writes. The caller closes them.
  let input: Int32
  let output: Int32

  /// How long, in seconds, it may take to end by itself, and after it was asked to.
  private static let graceSeconds = 2

  /// - Throws: `UnsentRequest` when it cannot be started.
  init(_ command: ServerCommand) throws {
    guard let path = command.path else { throw UnsentRequest("there is no program named '\(command.program)'") }
    let process = Process()
    self.process = process
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = command.arguments
    if let environment = command.environment { process.environment = environment }
    if let directory = command.directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let (toChild, fromChild) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (toChild, fromChild)
    do { try Self.withoutBlockedSignals { try process.run() } } catch {
      throw UnsentRequest("'\(path)' cannot be started: \(error.localizedDescription)")
    }
    input = fcntl(toChild.fileHandleForWriting.fileDescriptor, F_DUPFD_CLOEXEC, 3)
    output = fcntl(fromChild.fileHandleForReading.fileDescriptor, F_DUPFD_CLOEXEC, 3)
    try? toChild.fileHandleForWriting.close()
    try? fromChild.fileHandleForReading.close()
  }

  /// A child inherits the mask of the thread that starts it, and those that Swift's tasks run on block nearly all signals.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// Waits for it to end, which its closed input tells it to, and ends it when it does not.
  func end() async {
    // A task of its own: the server is ended also when the one who wants that was cancelled.
    await Task { [self] in
      for signal in [SIGTERM, SIGKILL] where await !hasEnded() { send(signal) }
      // What was started may have been the wrapper of what serves.
      if await hasEnded() { send(SIGTERM) }
    }.value
  }

  /// To its whole group, where it has one of its own.
  private func send(_ signal: Int32) {
    if kill(-process.processIdentifier, signal) != 0, process.isRunning { kill(process.processIdentifier, signal) }
  }

  private func hasEnded() async -> Bool {
    for _ in 0..<(Self.graceSeconds * 50) where process.isRunning { try? await Task.sleep(for: .milliseconds(20)) }
    return !process.isRunning
  }
}
