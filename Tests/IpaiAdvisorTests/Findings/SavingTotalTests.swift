@testable import IpaiAdvisor
import Testing

/// The savings of an account are the same wherever they are shown.
struct SavingTotalTests {
  private static let findings: [Finding] = {
    var parts = [
      TestReport.finding("DO-COST-001", "1", saving: 10, source: "invoice", subKey: "web"),
      TestReport.finding("DO-COST-001", "1", saving: 15, source: "api", subKey: "worker"),
      TestReport.finding("DO-COST-004", "1", saving: 20, source: "table of 2026-08-07"),
      TestReport.finding("DO-COST-004", "2", saving: 7.5), TestReport.finding("DO-COST-001", "2", saving: 7),
      TestReport.finding("DO-REL-001", "3", saving: -4.8),
      TestReport.finding("DO-COST-004", "4", saving: .infinity), TestReport.finding("DO-COST-001", "5"),
    ]
    parts[0].saving?.certainty = .exact
    return parts
  }()

  /// Of a resource the rule that saves most counts, with all of its findings.
  @Test func partsOfAResourceAddUpAndRulesDoNot() {
    let total = SavingTotal(Self.findings)
    #expect(total.monthly == 32.5 && total.exact == 10)
  }

  @Test func reportsHaveTheSameTotal() {
    for findings in [Self.findings, TestReport.assessment.findings] {
      let summary = ReportSummary(Assessment(findings: findings), TestReport.context(), rules: TestReport.rules)
      #expect(summary.monthly == SavingTotal(findings).monthly)
      #expect(summary.monthlyBySource.values.reduce(0, +) == summary.monthly)
    }
    let summary = ReportSummary(Assessment(findings: Self.findings), TestReport.context(), rules: TestReport.rules)
    #expect(summary.monthlyBySource == ["invoice": 10, "api": 22.5])
    #expect(summary.byRule.map(\.monthly) == [32, 27.5])
  }

  @Test func isTheSameInAnyOrder() {
    #expect(SavingTotal(Self.findings.reversed()) == SavingTotal(Self.findings))
  }
}
