import Foundation

/// A web server with the faults that downloads meet, for the files of a folder; download-server.py says which.
package final class DownloadServer: Sendable {
  private let process = Process()
  private let input = Pipe()
  package let address: String

  package init(_ folder: TemporaryFolder) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "download-server.py")
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.featureUnsupported)
    }
    address = "http://127.0.0.1:\(port)"
  }

  deinit {
    // The server ends when its standard input does.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
