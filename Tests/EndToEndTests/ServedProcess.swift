import Foundation
import TestSupport
import Testing

/// `ipai serve` on a free port. It ends with this object.
final class ServedProcess {
  private let process = Process()
  private let output: Pipe
  /// Where it serves, without a slash at the end.
  let address: String
  /// The line that it wrote when it was ready.
  let line: String

  /// The number of the process.
  var processIdentifier: Int32 { process.processIdentifier }

  /// Everything that it wrote to standard error so far.
  var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }
  private let logPath: String

  init(
    _ binary: Binary, _ options: [String] = [], in folder: String, environment: [String: String] = [:]
  ) throws {
    output = Pipe()
    logPath = binary.home.file("serve-\(UUID().uuidString).log")
    _ = FileManager.default.createFile(atPath: logPath, contents: nil)
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["serve", "--port", "0"] + options
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = binary.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: logPath)
    process.standardOutput = output
    try process.run()
    var text = ""
    while !text.contains("\n") {
      let part = output.fileHandleForReading.availableData
      if part.isEmpty { break }
      text += String(decoding: part, as: UTF8.self)
    }
    line = text
    let word = text.split { " ,\"".contains($0) || $0.isNewline }.first { $0.hasPrefix("http") }
    address = String(try #require(word, "\(text)"))
  }

  /// Sends a signal and goes on.
  func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Sends a signal and waits for the end. Returns the exit status, or 128 and the number of the signal that ended it.
  func stop(_ signal: Int32) throws -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }
}
