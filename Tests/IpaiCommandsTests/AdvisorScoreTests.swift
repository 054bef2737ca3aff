import CommandTestSupport
import Foundation
import TestSupport
import Testing

/// `ipai advisor score` says how much of the rules it says nothing about.
@Suite struct AdvisorScoreTests {
  @Test func rulesThatCouldNotBeJudgedAreCounted() async throws {
    let desk = try AdvisorDesk(["--seed", "5", "--size", "30", "--scopes", "account:read,droplet:read"])
    let scan = try await desk.object(["scan", "--no-metrics"])
    let missing = try #require(scan["not_assessed"] as? [[String: Any]]).filter { $0["resources"] == nil }
    let rules = Set(missing.compactMap { $0["rule"] as? String })
    #expect(rules.count > 80)
    let score = try await desk.object(["score"])
    #expect(score["rules_not_judged"] as? Int == rules.count && score["rules"] as? Int == 106, "\(score)")
    let text = await desk.ipai(["score"]).output
    #expect(text.contains("\(rules.count) of 106 rules could not be judged"), "\(text)")
  }
}
