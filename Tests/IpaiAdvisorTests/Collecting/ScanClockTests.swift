import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// Whose clock a scan goes by: the server's, where it differs much from this machine's.
struct ScanClockTests {
  private static func minutes(_ first: Timestamp, _ second: Date) -> Double {
    abs(Double(first.seconds) - second.timeIntervalSince1970) / 60
  }

  private func scan(dateAhead: Double?) async throws -> AccountScan.Outcome {
    let standIn = try StandIn(
      ["--seed", "5", "--size", "10"] + (dateAhead.map { ["--date-ahead", String($0)] } ?? []))
    return try await standIn.scan(StandIn.unlimited)
  }

  @Test(arguments: [-9 * 365 * 86_400.0, 3600])
  func allTimesAreThoseOfTheServer(_ ahead: Double) async throws {
    let outcome = try await scan(dateAhead: ahead)
    let server = Date(timeIntervalSinceNow: ahead)
    // Before this program was made, no clock was right.
    let right = ahead > 0 ? server : Date()
    let facts = outcome.facts
    #expect(Self.minutes(facts.readAt.timestamp, right) < 2)
    for (part, state) in facts.states where part != .account {
      #expect(Self.minutes(state.readAt.timestamp, right) < 2, "\(part)")
    }
    let finished = NewScan(facts, account: "a", version: "1", score: nil, saving: 0, assessment: Assessment())
      .finishedAt
    #expect(Self.minutes(finished, right) < 2 && finished >= facts.readAt.timestamp)
    #expect((outcome.clockBehind != nil) == (ahead > 0))
  }

  @Test(arguments: [nil, 120, 200 * 365 * 86_400] as [Double?])
  func aTimeThatIsNearOrThatCannotBeLeavesTheClockAlone(_ ahead: Double?) async throws {
    let outcome = try await scan(dateAhead: ahead)
    #expect(outcome.clockBehind == nil)
    #expect(Self.minutes(outcome.facts.readAt.timestamp, Date()) < 2)
  }
}
