import Foundation
import IpaiCore
import Synchronization
import TestSupport
import Testing

@testable import IpaiAdvisor

/// What a scan says of how far it is: nothing that it does not know, and the time that the limits take at least.
struct ScanProgressTests {
  private static func progress(_ options: [String], _ change: (inout AccountScan.Options) -> Void) async throws
    -> [ScanProgress]
  {
    let standIn = try StandIn(options)
    var options = StandIn.unlimited
    change(&options)
    let told = Mutex<[ScanProgress]>([])
    _ = try await standIn.scan(options) { progress in told.withLock { $0.append(progress) } }
    return told.withLock(\.self)
  }

  @Test(arguments: 1...4)
  func theTotalIsKnownOnceItIsKnownAndIsRight(_ seed: Int) async throws {
    let told = try await Self.progress(["--seed", "\(seed)", "--size", "60"]) { _ in }
    let known = told.drop { $0.total == 0 }
    #expect(!known.isEmpty && known.allSatisfy { $0.total > 0 && $0.leastSeconds == 0 && $0.collection.isMeasured })
    let unknown = told.prefix { $0.total == 0 }
    #expect(unknown.count > 30 && unknown.allSatisfy { $0.leastSeconds == nil && !$0.collection.isMeasured })
    let last = try #require(known.last)
    #expect(last.done == last.total)
    // It hardly changes from beginning to end.
    for progress in known { #expect(abs(progress.total - last.total) * 5 <= last.total, "\(progress.total)") }
  }

  @Test func withoutMetricsTheTotalIsNotKnown() async throws {
    let told = try await Self.progress(["--seed", "1", "--size", "20"]) { $0.hasMetrics = false }
    #expect(!told.isEmpty && told.allSatisfy { $0.total == 0 && $0.leastSeconds == nil })
  }

  @Test func whatWasReadIsNamedWithWhatTheHourHasLeft() async throws {
    let told = try await Self.progress(["--seed", "1", "--size", "20", "--limits", "real"]) { $0.hasMetrics = false }
    #expect(Set(told.map(\.phase)) == ["reading the account"])
    let firewalls = try #require(told.first { $0.collection == .firewalls })
    #expect(firewalls.detail.wholeMatch(of: /firewalls, 49[0-9]{2} of 5000 requests left this hour/) != nil)
  }

  @Test func theLimitsSayHowLongTheRestTakesAtLeast() async throws {
    var limits = RateBudget.Limits()
    limits.perMinute = 10
    let budget = RateBudget(limits)
    #expect(await budget.leastSeconds(for: 10) == 0)
    #expect(await budget.leastSeconds(for: 11) == 60)
    #expect(await budget.leastSeconds(for: 250) == 24 * 60)
    for _ in 0..<4 { try await budget.enter() }
    #expect(await budget.leastSeconds(for: 6) == 0)
    let next = await budget.leastSeconds(for: 7)
    #expect(next > 55 && next <= 60)
    let round = await budget.leastSeconds(for: 17)
    #expect(round > 115 && round <= 120)
    // The hour leaves 3, and then 5000 at a time.
    let now = Date()
    let headers = [
      "ratelimit-remaining": "3", "ratelimit-limit": "5000",
      "ratelimit-reset": "\(now.timeIntervalSince1970 + 1800)",
    ]
    await budget.note(RateLimitHeaders(headers, date: now))
    let hour = await budget.leastSeconds(for: 10)
    #expect(hour > 1790 && hour <= 1800)
    #expect(await budget.leastSeconds(for: 3) == 0)
    await budget.pause(seconds: 100)
    let blocked = await budget.leastSeconds(for: 1)
    #expect(blocked > 95 && blocked <= 100)
  }
}

extension IpaiAdvisor.Collection {
  fileprivate var isMeasured: Bool {
    [.dropletMetrics, .loadBalancerMetrics, .databaseMetrics, .appMetrics].contains(self)
  }
}
