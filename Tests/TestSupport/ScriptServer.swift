import Foundation

/// A server that is a script of this folder, which prints its port.
package final class ScriptServer: Sendable {
  private let process = Process()
  private let input = Pipe()
  /// The address, without a slash at its end.
  package let address: String

  /// A web server for the files of a folder, with the faults that downloads meet; download-server.py lists them.
  package static func downloads(from folder: TemporaryFolder) throws -> ScriptServer {
    try ScriptServer("download-server.py", folder.path)
  }

  /// A web server for the files of a folder, with the faults that registries of skills have; registry-server.py lists them.
  package static func registry(of folder: String) throws -> ScriptServer {
    try ScriptServer("registry-server.py", folder)
  }

  /// A service that computes embeddings, with what such services do wrong; embedding-server.py lists it.
  package static func embeddings() throws -> ScriptServer { try ScriptServer("embedding-server.py") }

  /// A receiver of webhooks; webhook-server.py lists how it behaves.
  package static func webhooks() throws -> ScriptServer { try ScriptServer("webhook-server.py") }

  /// Starts a server, and returns when it can be used.
  private init(_ script: String, _ arguments: String...) throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(script)
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script.path] + arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.featureUnsupported)
    }
    address = "http://127.0.0.1:\(port)"
  }

  /// What a GET of a path gives.
  package func text(_ path: String) throws -> String {
    let script = "import sys, urllib.request; sys.stdout.buffer.write(urllib.request.urlopen(sys.argv[1]).read())"
    return try Subprocess.run(["python3", "-c", script, address + path]).text
  }

  deinit {
    // The server ends when its standard input does.
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
