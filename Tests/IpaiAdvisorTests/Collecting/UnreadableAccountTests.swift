import Foundation
import IpaiAdvisor
import IpaiCore
import IpaiHTTP
import Testing

/// An account of which nothing at all can be read is an error, and not an account without findings.
struct UnreadableAccountTests {
  @Test(arguments: ["http://127.0.0.1:1", "https://nope.invalid"])
  func aServerThatDoesNotAnswerIsNoticedSoon(_ address: String) async throws {
    let began = ContinuousClock.now
    let scan = AccountScan(
      try WebAddress(address), host: "nope.invalid", token: Secret("t"), options: StandIn.brief
    ) { _ in }
    let error = await #expect(throws: IpaiError.self) { try await scan.run(journal: nil, now: Date()) }
    #expect(error?.code == .unavailable)
    #expect(error?.message.hasPrefix("\(address) cannot be reached: ") ?? false, "\(error?.message ?? "")")
    #expect(began.duration(to: .now) < .seconds(20))
  }

  @Test(arguments: [("503", "status 503"), ("500", "status 500"), ("html", "not valid JSON")])
  func aServerThatGivesNothingIsUnavailable(_ kind: String, _ reason: String) async throws {
    let standIn = try StandIn(["--seed", "31", "--size", "20"])
    try await standIn.fail(kind, "")
    let error = await #expect(throws: IpaiError.self) { try await standIn.scan(StandIn.brief) }
    #expect(error?.code == .unavailable && error?.message.contains(reason) ?? false, "\(error?.message ?? "")")
    #expect(error?.message.contains("127.0.0.1") ?? false, "\(error?.message ?? "")")
    if kind != "html" { #expect(try await standIn.requests() < 60) }
  }

  @Test func aTokenThatMayReadNothingIsDenied() async throws {
    let standIn = try StandIn(["--seed", "32", "--size", "20", "--scopes", ""])
    let error = await #expect(throws: IpaiError.self) { try await standIn.scan(StandIn.brief) }
    #expect(error?.code == .denied)
    #expect(error?.message.contains("it lacks account:read, ") ?? false, "\(error?.message ?? "")")
    #expect(error?.message.contains("droplet:read") ?? false)
  }

  @Test func oneScopeIsEnough() async throws {
    let standIn = try StandIn(["--seed", "33", "--size", "20", "--scopes", "droplet:read"])
    let outcome = try await standIn.scan(StandIn.brief)
    #expect(outcome.facts.states[.neighbors]?.status == .complete, "\(outcome.facts.states)")
  }
}
