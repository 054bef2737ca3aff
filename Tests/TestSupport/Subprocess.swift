package import Foundation

/// A program run to its end, or killed.
package struct Subprocess: Sendable {
  package let status: Int32
  package let output: Data
  package let error: String

  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a program found in PATH. `environment` is all it gets. `killAfter` seconds it is killed with SIGKILL.
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
    let (inputPath, outputPath, errorPath) = (scratch.file("in"), scratch.file("out"), scratch.file("err"))
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
    return Subprocess(status: process.terminationStatus, output: output, error: error)
  }
}
