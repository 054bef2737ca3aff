package import Foundation

/// A program that was run until it ended or was killed.
package struct Subprocess: Sendable {
  /// The exit status, or the number of the signal that ended the program.
  package let status: Int32
  /// True when the signal that was to end the program did so.
  package let isKilled: Bool
  /// What the program wrote to standard output.
  package let output: Data
  /// What the program wrote to standard error.
  package let error: String

  /// The output as text.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program that is found in PATH. It gets only `environment`, and `signal` after `killAfter` seconds.
  package static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil, input: Data = Data(),
    killAfter: Double? = nil, signal: Int32 = SIGKILL
  ) throws -> Subprocess {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = environment ?? ProcessInfo.processInfo.environment
    let scratch = try TemporaryFolder()
    let inputPath = scratch.file("in")
    let outputPath = scratch.file("out")
    let errorPath = scratch.file("err")
    for path in [outputPath, errorPath] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    _ = FileManager.default.createFile(atPath: inputPath, contents: input)
    process.standardInput = FileHandle(forReadingAtPath: inputPath)
    process.standardOutput = FileHandle(forWritingAtPath: outputPath)
    process.standardError = FileHandle(forWritingAtPath: errorPath)
    try process.run()
    if let killAfter {
      usleep(UInt32(killAfter * 1_000_000))
      kill(process.processIdentifier, signal)
    }
    process.waitUntilExit()
    let output = FileManager.default.contents(atPath: outputPath) ?? Data()
    let error = String(decoding: FileManager.default.contents(atPath: errorPath) ?? Data(), as: UTF8.self)
    let isKilled = process.terminationReason == .uncaughtSignal && process.terminationStatus == signal
    return Subprocess(status: process.terminationStatus, isKilled: isKilled, output: output, error: error)
  }
}
