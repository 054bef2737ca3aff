import Foundation
import IpaiAdvisor
import IpaiCore
import IpaiHTTP
import TestSupport
import Testing

/// A stand-in of DigitalOcean's API, and scans of its account.
struct StandIn: Sendable {
  private let server: DigitalOceanStandIn
  private let address: WebAddress

  /// Starts one with options of its command line.
  init(_ options: [String] = []) throws {
    server = try DigitalOceanStandIn(options)
    address = try WebAddress(server.address)
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

  /// How many requests it has answered since it was reset.
  func requests() async throws -> Int {
    struct Counts: Decodable { let total: Int }
    return try JSONDecoder().decode(Counts.self, from: try await ask("GET", "_requests")).total
  }

  /// A scan of its account.
  func scan(
    _ options: AccountScan.Options = AccountScan.Options(), token: String = "dop_v1_test", journal: ScanJournal? = nil,
    report: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) async throws -> AccountScan.Outcome {
    let scan = AccountScan(address, host: "127.0.0.1", token: Secret(token), options: options, report: report)
    return try await scan.run(journal: journal, now: Date())
  }

  /// What a token may read of its account.
  func check() async throws -> TokenReport {
    try await TokenCheck(address, grants: address, token: Secret("dop_v1_test")).run(now: Date())
  }

  /// Options for an account without limits.
  static var unlimited: AccountScan.Options {
    var options = AccountScan.Options()
    options.requestsPerMinute = 1_000_000
    return options
  }
}
