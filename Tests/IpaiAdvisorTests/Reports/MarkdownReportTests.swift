@testable import IpaiAdvisor
import Testing

struct MarkdownReportTests {
  @Test func saysWhatThereIs() {
    let text = MarkdownReport.text(TestReport.assessment, TestReport.context(), rules: TestReport.rules)
    #expect(text.contains("**9 findings**: 1 critical, 4 high, 1 medium, 2 low, 1 info."))
    #expect(text.contains("Possible savings: **1,082.50 USD a month**, 12,990.00 USD a year."))
    #expect(text.contains("### Critical (1)"))
    #expect(
      text.contains("| Powered-off Droplet is still billed (DO-COST-001) | `db-replica` | `fra1` | `Shop` | 1,048.50 |")
    )
    #expect(text.contains("| `the token lacks project:read` | DO-OPS-001 | all |"))
  }

  @Test func leavesOutWhatIsSuppressed() {
    let context = TestReport.context(suppressed: [TestReport.assessment.findings[0].fingerprint: .init(reason: "known")]
    )
    let text = MarkdownReport.text(TestReport.assessment, context, rules: TestReport.rules)
    #expect(text.contains("**8 findings**") && text.contains("1 suppressed") && !text.contains("### Critical"))
  }

  @Test func saysTheScoreAndWhatIsSuppressed() throws {
    let context = TestReport.context(TestReport.assessment, suppressed: TestReport.suppressions)
    let text = MarkdownReport.text(TestReport.assessment, context, rules: TestReport.rules)
    let score = try #require(TestReport.score(TestReport.assessment).overall)
    #expect(text.contains("Score: **\(NumberText.text(score, digits: 1))** of 100 (Cost "))
    #expect(text.contains("### Suppressed (2)"))
    #expect(
      text.contains(
        "| Firewall opens all ports to the internet (DO-SEC-003) | `db` | `The network behind it is closed.` | `ops@example.com` | 2027-01-01 |"
      ))
    #expect(text.contains("`Kept for the migration in December` |  | no end |"))
  }

  /// Outside code there is nothing but words of ours, and every row has as many cells as its table.
  @Test func nothingOfAnAccountIsMarkdown() {
    let suppressions = TestReport.hostile.findings.prefix(8).map { finding in
      (finding.fingerprint, ReportContext.Suppression(reason: finding.name, owner: finding.name))
    }
    let context = TestReport.context(
      TestReport.hostile, account: "@team`|",
      suppressed: Dictionary(suppressions, uniquingKeysWith: { first, _ in first }))
    let text = MarkdownReport.text(TestReport.hostile, context, rules: TestReport.rules)
    #expect(!TestReport.isActive(text))
    for line in text.split(separator: "\n") {
      let parts = line.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false)
      #expect(parts.count % 2 == 1, "\(line)")
      let outside = parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
      for forbidden in ["<", "@", "http", "](", "evil", "script", "reboot"] {
        #expect(!outside.contains(forbidden), "\(line)")
      }
      guard line.hasPrefix("|") else { continue }
      let cells = line.unicodeScalars.count { $0 == "|" }
      #expect(cells == 6 || cells == 4, "\(line)")
    }
  }

  @Test(arguments: [1_000, 2_000, 5_000, 1_000_000])
  func hasALimitInBytes(_ most: Int) {
    let findings = (0..<3_000).map { TestReport.finding("DO-COST-001", String($0), name: "größe-\($0)", saving: 1) }
    let notAssessed = (0..<300).map { NotAssessed(rule: "DO-COST-004", reason: "reason \($0)", resources: 1) }
    let text = MarkdownReport.text(
      Assessment(findings: findings, notAssessed: notAssessed), TestReport.context(), rules: TestReport.rules,
      most: most)
    #expect(text.utf8.count <= most)
    #expect(text.contains(" more findings; `--format jsonl` has all of them\n") == (most < 1_000_000))
  }
}
