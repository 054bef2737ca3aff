import Foundation
import IpaiAdvisor
import IpaiCore
import Testing

/// What is sent is projected from what was sent since the month began.
struct TransferAboveAllowanceTests {
  @Test(arguments: [
    // Half of November is over; the allowance is 4000 GiB.
    ("2026-11-16T00:00:00Z", "2026-01-01T00:00:00Z", 2001.0, 0.02),
    ("2026-11-16T00:00:00Z", "2026-01-01T00:00:00Z", 2000, nil),
    // It was made on the 11th: 5 days of 20 are over, and it accrues 480 of 672 hours.
    ("2026-11-16T00:00:00Z", "2026-11-11T00:00:00Z", 720, 0.23),
    ("2026-11-16T00:00:00Z", "2026-11-11T00:00:00Z", 714, nil),
  ])
  func projectsTheMonth(_ now: String, _ made: String, _ sent: Double, _ saving: Double?) throws {
    let text = DropletAccount.text(
      #"{"created_at":"\#(made)"}"#, metrics: .of { $0.outboundThisMonth = sent }, rest: #"{"account":{"uuid":"u"}}"#)
    var facts = try TestAccount.facts(text)
    facts.readAt = try #require(FactTime(now))
    let rule = try #require(RuleList.rule("DO-COST-025"))
    let assessment = Judge([rule]).assess(AccountView(facts))
    #expect(assessment.findings.first?.saving?.monthly == saving)
    #expect(assessment.tallies.first?.notAssessed == 0)
  }

  @Test func needsMoreThanThreeDays() throws {
    let text = DropletAccount.text(metrics: .of { $0.outboundThisMonth = 4000 }, rest: #"{"account":{"uuid":"u"}}"#)
    var facts = try TestAccount.facts(text)
    facts.readAt = try #require(FactTime("2026-11-03T23:59:59Z"))
    let rule = try #require(RuleList.rule("DO-COST-025"))
    #expect(Judge([rule]).assess(AccountView(facts)).tallies.first?.notAssessed == 1)
  }
}
