import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiAdvisor

/// A scan that goes on after an interruption, on a machine whose clock is wrong, goes by the server's clock as the first part did.
struct ResumedClockTests {
  private static let ahead = 400 * 86_400.0

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func journal(_ now: FactTime) throws -> ScanJournal {
    try ScanJournal(path: folder.file("scan.jsonl"), address: "a", token: Secret("t"), hasMetrics: true, now: now)
  }

  /// A scan that is refused at the metrics, and the one that goes on with it.
  private func resumed(refused: String? = nil, between: (_ journal: URL) throws -> Void = { _ in }) async throws
    -> AccountScan.Outcome
  {
    let standIn = try StandIn(["--seed", "25", "--size", "30", "--date-ahead", "\(Self.ahead)"])
    let refusal = refused.map { #"{"path":"\#($0)","kind":"403","times":0},"# } ?? ""
    let faults = #"[\#(refusal){"path":"^/v2/monitoring/metrics/droplet/cpu","kind":"401","after":3,"times":0}]"#
    _ = try await standIn.ask("POST", "_faults", faults)
    let now = FactTime(Timestamp(Date()))
    do {
      let first = try journal(now)
      await #expect(throws: IpaiError.self) { try await standIn.scan(StandIn.unlimited, journal: first) }
    }
    try between(URL(filePath: folder.file("scan.jsonl")))
    _ = try await standIn.ask("POST", "_faults", "[\(refusal.dropLast())]")
    let second = try journal(now)
    #expect(second.resumed > 10)
    return try await standIn.scan(StandIn.unlimited, journal: second)
  }

  private func check(_ outcome: AccountScan.Outcome) throws {
    let server = Date(timeIntervalSinceNow: Self.ahead).timeIntervalSince1970
    #expect(abs(Double(outcome.facts.readAt.timestamp.seconds) - server) < 120)
    #expect(abs(try #require(outcome.clockBehind) - Self.ahead) < 120)
    let words = "goes on with an interrupted scan of \(outcome.facts.readAt.timestamp.rfc3339): "
    #expect(outcome.warnings.first?.hasPrefix(words) ?? false, "\(outcome.warnings)")
    #expect(abs(Double(try #require(outcome.facts.states[.droplets]).readAt.timestamp.seconds) - server) < 120)
  }

  @Test(arguments: [nil, "^/v2/account$"]) func theServersClockIsUsed(_ refused: String?) async throws {
    try check(try await resumed(refused: refused))
  }

  /// A journal of a build that kept no clock, or whose answers said no time.
  @Test func theTimeIsAskedForWhereItWasNotKept() async throws {
    let outcome = try await resumed { url in
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      let kept = lines.filter { !$0.contains("clock_offset") }
      #expect(kept.count == lines.count - 1)
      try Data((kept.joined(separator: "\n") + "\n").utf8).write(to: url)
    }
    try check(outcome)
  }
}
