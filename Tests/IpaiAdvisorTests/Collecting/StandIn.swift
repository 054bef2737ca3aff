import Foundation
import IpaiAdvisor
import IpaiCore
import IpaiHTTP
import Testing

/// A stand-in of DigitalOcean's API, made from its published schema: `Tests/TestSupport/digitalocean`.
final class StandIn: Sendable {
  /// The address that it listens at.
  let address: WebAddress
  private let process: Process
  private let input: Pipe

  /// Starts one with options of its command line.
  init(_ options: [String] = []) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "TestSupport/digitalocean")
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
    let started = try JSONDecoder().decode(Started.self, from: line)
    address = try WebAddress("http://127.0.0.1:\(started.port)")
    self.process = process
    self.input = input
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// What it answers to a request of the tests' own.
  func ask(_ method: String, _ path: String, _ body: String = "") async throws -> Data {
    let request = HTTPClient.Request(
      method, try address.appending(path), headers: [("Content-Type", "application/json")], body: Data(body.utf8))
    let response = try await HTTPClient().send(request)
    var answer = Data()
    for try await part in response.body { answer += part }
    #expect(response.status < 300)
    return answer
  }

  /// A scan of its account.
  func scan(
    _ options: AccountScan.Options = AccountScan.Options(), token: String = "dop_v1_test", journal: ScanJournal? = nil
  ) async throws -> AccountScan.Outcome {
    let scan = AccountScan(address, host: "127.0.0.1", token: Secret(token), options: options) { _ in }
    return try await scan.run(journal: journal, now: Date())
  }

  /// Options for an account without limits.
  static var unlimited: AccountScan.Options {
    var options = AccountScan.Options()
    options.requestsPerMinute = 1_000_000
    return options
  }
}
