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

  /// Without its lists an answer says nothing, and neither does an account whose lists could not be asked for.
  @Test(arguments: [("no-key", "", "has no "), ("last", "^/v2/account", "is used up for the next ")])
  func anAccountWithoutListsIsNotOneWithoutFindings(_ kind: String, _ path: String, _ reason: String) async throws {
    let standIn = try StandIn(["--seed", "31", "--size", "20"])
    _ = try await standIn.ask("POST", "_faults", #"[{"path":"\#(path)","kind":"\#(kind)","times":0,"seconds":300}]"#)
    var options = StandIn.brief
    options.mostWaiting = 0.1
    let error = await #expect(throws: IpaiError.self) { try await standIn.scan(options) }
    #expect(error?.code == .unavailable, "\(error?.message ?? "")")
    #expect(error?.message.contains("less than half of the account could be read") ?? false, "\(error?.message ?? "")")
    #expect(error?.message.contains(reason) ?? false, "\(error?.message ?? "")")
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
