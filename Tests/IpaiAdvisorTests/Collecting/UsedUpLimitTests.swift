import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// Where the account's limit of an hour is used up and the scan does not wait for it, nothing more is asked.
struct UsedUpLimitTests {
  private static var hasty: AccountScan.Options {
    var options = StandIn.unlimited
    options.mostWaiting = 0
    return options
  }

  private static func states(_ outcome: AccountScan.Outcome, _ reason: String) -> [CollectionState] {
    outcome.facts.states.values.filter { $0.reason?.contains(reason) ?? false }
  }

  @Test(arguments: ["no-room", "last"]) func nothingMoreIsAskedFor(_ kind: String) async throws {
    let standIn = try StandIn(["--seed", "31", "--size", "60"])
    try await standIn.fail(kind, "^/v2/account$", times: 1, more: #","seconds":3000"#)
    let error = await #expect(throws: IpaiError.self) { try await standIn.scan(Self.hasty) }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("is used up for the next ") ?? false, "\(String(describing: error))")
    #expect(try await standIn.requests() == 1)
  }

  /// The limit is used up after most parts were read: they are judged, and the others are said to be missing.
  @Test func whatWasReadStays() async throws {
    let standIn = try StandIn(["--seed", "31", "--size", "60"])
    try await standIn.fail("last", "^/v2/", times: 1, more: #","seconds":3000,"after":40"#)
    let outcome = try await standIn.scan(Self.hasty)
    #expect(outcome.facts.states[.droplets]?.status == .complete)
    #expect(Self.states(outcome, "is used up for the next ").contains { $0.status == .failed || $0.status == .partial })
  }

  @Test func itIsAskedAgainAfterTheReset() async throws {
    let standIn = try StandIn(["--seed", "31", "--size", "40"])
    try await standIn.fail("last", "^/v2/account$", times: 1, more: #","seconds":3"#)
    var options = StandIn.brief
    options.mostWaiting = 60
    let outcome = try await standIn.scan(options)
    #expect(outcome.facts.states.values.allSatisfy { $0.status != .failed })
    #expect(outcome.facts.account != nil)
  }

  /// Refused for a moment, with requests left of the hour: that is waited for, whatever is left of the time for waiting.
  @Test(arguments: ["429", "429-no-retry-after"]) func aBurstIsNotTheHour(_ kind: String) async throws {
    let standIn = try StandIn(["--seed", "32", "--size", "40"])
    try await standIn.fail(kind, "^/v2/(volumes|domains|apps)\\?", times: 3)
    var options = StandIn.brief
    options.mostWaiting = 0
    let outcome = try await standIn.scan(options)
    #expect(Self.states(outcome, "limit of requests").isEmpty && Self.states(outcome, "too many requests").isEmpty)
    #expect(outcome.facts.states[.volumes]?.status == .complete && !outcome.facts.volumes.isEmpty)
  }
}
