import DomainTestSupport
import Foundation
import TestSupport
import Testing

/// The first signal ends a verb, whether the verb asks for signals or not.
@Suite(.serialized, .onOwnThreads) struct SignalTests {
  private let binary: Binary
  private let repository: TestRepository

  init() throws {
    binary = try Binary()
    repository = try TestRepository()
    let model = try TemporaryFolder()
    let run = try binary.run("model", "install", "tiny", "--from", TinyModel().write(to: model), in: model.path)
    #expect(run.status == 0, "\(run.error)")
  }

  /// Sends `number` to a verb that waits for more input, once it has read `input`; returns how it ended.
  private func end(_ arguments: [String], after input: String, by number: Int32) throws -> Process {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments
    process.environment = binary.environment.merging(["IPAI_MODEL": "tiny"]) { $1 }
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    while process.isRunning, !isWaiting(process, pipe) { usleep(1_000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    try pipe.fileHandleForWriting.close()
    return process
  }

  /// True when the main thread is in `read` of standard input and nothing is left in the pipe.
  private func isWaiting(_ process: Process, _ pipe: Pipe) -> Bool {
    var waiting: Int32 = 0
    _ = ioctl(pipe.fileHandleForWriting.fileDescriptor, UInt(FIONREAD), &waiting)
    let call = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/syscall", encoding: .utf8)
    return waiting == 0 && call?.hasPrefix("0 0x0 ") == true
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aVerbThatNeverAsksIsEndedByTheFirst(signal: Int32) throws {
    let process = try end(["model", "tokenize"], after: "a b\n", by: signal)
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aVerbThatAsksSaysWhichSignalItWas(signal: Int32) throws {
    let lines = String(repeating: "a b\n", count: 256)
    let process = try end(["model", "embed"], after: lines, by: signal)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + signal)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func indexingStopsAndKeepsWhatIsDone(signal: Int32) throws {
    try GeneratedHistory.make(in: repository, commits: 400)
    let database = binary.home.file("s.db")
    var moment = 0.02
    var stopped: Subprocess?
    while stopped == nil, moment < 60 {
      let run = try binary.run(
        "commits", "index", "--rebuild", "--db", database, in: repository.path, killAfter: moment, signal: signal)
      if run.status == 128 + signal { stopped = run }
      moment *= 1.3
    }
    #expect(stopped?.error.contains("what was done is kept") == true)
    #expect(try binary.run("commits", "index", "--db", database, in: repository.path).status == 0)
    #expect(try binary.run("commits", "index", "--db", binary.home.file("t.db"), in: repository.path).status == 0)
    #expect(try binary.content("s.db") == binary.content("t.db"))
  }
}
