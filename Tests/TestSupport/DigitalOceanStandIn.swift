import Foundation

/// A stand-in of DigitalOcean's API, made from its published schema: `Tests/TestSupport/digitalocean`. It ends when it is released.
public final class DigitalOceanStandIn: Sendable {
  /// The port of 127.0.0.1 that it listens at.
  public let port: Int
  /// The address that it listens at.
  public var address: String { "http://127.0.0.1:\(port)" }
  private let process: Process
  private let input: Pipe

  /// Starts one with options of its command line: see README.md beside it.
  public init(_ options: [String] = []) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "digitalocean")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", folder.appending(path: "server.py").path] + options
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { break }
      line += part
    }
    struct Started: Decodable { let port: Int }
    port = try JSONDecoder().decode(Started.self, from: line).port
    self.process = process
    self.input = input
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
