@testable import IpaiAdvisor
import Testing

struct AdviceTableTests {
  @Test func groupsBySeverityAndRule() throws {
    let table = AdviceTable(TestReport.assessment, TestReport.context(TestReport.assessment), rules: TestReport.rules)
    #expect(
      table.groups.map(\.rule) == [
        "DO-SEC-003", "DO-COST-001", "DO-SEC-003", "DO-REL-001", "DO-COST-001", "DO-COST-004", "DO-OPS-001",
      ])
    #expect(table.groups.map(\.count) == [1, 1, 1, 2, 1, 2, 1])
    #expect(table.groups.map(\.monthly) == [nil, 1_048.5, nil, -4.8, 24, 15, nil])
    let volumes = try #require(table.groups.first { $0.rule == "DO-COST-004" })
    #expect(volumes.rows.map(\.name) == ["pg-data", "old build server"])
    #expect(volumes.rows.allSatisfy { $0.title == nil && $0.firstSeen == TestReport.earlier })
  }

  /// A finding stands under its own severity, and never before one that is more severe.
  @Test func noFindingStandsUnderTheSeverityOfAnother() {
    let table = AdviceTable(TestReport.assessment, TestReport.context(), rules: TestReport.rules)
    for group in table.groups { #expect(group.rows.allSatisfy { $0.severity == group.severity }, "\(group.rule)") }
    let shown = table.groups.flatMap(\.rows).map(\.severity)
    #expect(shown == shown.sorted(by: >) && shown.count == TestReport.assessment.findings.count)
  }

  @Test func saysWhatWasNotAssessedByReason() {
    let table = AdviceTable(
      Assessment(notAssessed: [
        .init(rule: "B", reason: "no metrics", resources: 3), .init(rule: "A", reason: "no metrics", resources: 4),
        .init(rule: "C", reason: "the token lacks tag:read"), .init(rule: "D", reason: "the token lacks tag:read"),
        .init(rule: "E", reason: "sizes were not read"),
      ]), TestReport.context())
    #expect(table.notAssessed.map(\.reason) == ["the token lacks tag:read", "sizes were not read", "no metrics"])
    #expect(table.notAssessed.map(\.rules) == [["C", "D"], ["E"], ["A", "B"]])
    #expect(table.notAssessed.map(\.resources) == [nil, nil, 7])
  }

  @Test func nothingOfItControlsATerminal() {
    let table = AdviceTable(TestReport.hostile, TestReport.context(), rules: TestReport.rules)
    for group in table.groups {
      #expect(!TestReport.isActive(group.title, lineBreaks: []))
      for row in group.rows {
        let texts = [row.name, row.urn, row.part, row.region, row.project, row.title, row.note].compactMap { $0 }
        #expect(texts.allSatisfy { !TestReport.isActive($0, lineBreaks: []) }, "\(texts)")
      }
    }
    #expect(table.notAssessed.allSatisfy { !TestReport.isActive($0.reason, lineBreaks: []) })
  }

  @Test func aResourceWithoutANameHasItsKey() {
    let findings = [TestReport.finding("DO-COST-001", "77", name: "\u{202E} ")]
    #expect(AdviceTable(Assessment(findings: findings), TestReport.context()).groups[0].rows[0].name == "77")
  }

  @Test func countsWhatIsSuppressed() {
    let context = TestReport.context(suppressed: [TestReport.assessment.findings[8].fingerprint: .init(reason: "known")]
    )
    let table = AdviceTable(TestReport.assessment, context, rules: TestReport.rules)
    #expect(table.suppressed == 1 && !table.groups.contains { $0.rule == "DO-OPS-001" })
  }

  @Test func namesWhatMakesAJobFail() {
    var context = TestReport.context()
    context.failing = FailingFindings(.high, [TestReport.assessment.findings[5], TestReport.assessment.findings[0]])
    let table = AdviceTable(TestReport.assessment, context, rules: TestReport.rules)
    #expect(table.failing.map(\.rule) == ["DO-SEC-003", "DO-COST-001"])
    #expect(table.failing.map(\.row.severity) == [.critical, .high])
    #expect(context.failing?.title == "Fails on high or higher")
    #expect(FailingFindings(.critical, []).title == "Fails on critical")
  }

  @Test func savingsOfAResourceCountOnce() {
    let summary = ReportSummary(TestReport.assessment, TestReport.context(), rules: TestReport.rules)
    #expect(summary.monthly == 1_082.5)
    #expect(summary.monthlyBySource == ["api": 24, "invoice": 1_048.5, "table": 10])
    #expect(summary.byRule.map(\.rule) == ["DO-COST-001", "DO-COST-004"])
    #expect(summary.rulesJudged == 4 && summary.rulesNotJudged == 1)
  }
}
