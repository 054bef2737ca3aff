import Foundation

/// A web server for the files of a folder, with the faults that downloads meet; download-server.py lists them.
package final class DownloadServer: Sendable {
  private let process = Process()
  private let input = Pipe()
  /// The address, without a slash at its end.
  package let address: String

  /// Starts a server for a folder, and returns when it can be used.
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
