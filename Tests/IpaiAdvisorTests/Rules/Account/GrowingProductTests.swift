import Foundation
import IpaiAdvisor
import Testing

/// What grew is said with a finding about rising spend.
struct GrowingProductTests {
  @Test func namesWhatGrewMost() throws {
    let case_ = try #require(RuleCases.risingSpend.fails.first)
    let trial = RuleTests.Trial(rule: "DO-COST-021", kind: "fails", subject: case_)
    let finding = try #require(try RuleTests.assess(trial).findings.first)
    let grown = finding.evidence.filter { $0.path == "data_points.total_amount" }.map(\.value)
    #expect(grown == ["A (web): +2.00 a day", "B (new): +0.50 a day"])
    let projection = try #require(finding.evidence.first { $0.path == "projection" })
    #expect(projection.value == "70.00 / 50 % of 2026-10 = 140.00")
  }
}
