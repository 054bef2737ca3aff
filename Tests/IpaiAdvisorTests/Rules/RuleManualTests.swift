import IpaiAdvisor
import Testing

/// What a rule says about itself is what it does.
struct RuleManualTests {
  @Test(arguments: [
    ("DO-SEC-003", "critical"), ("DO-SEC-001", "high (critical in Production, medium in Development)"),
    ("DO-REL-001", "high"),
  ])
  func saysWhatAnEnvironmentDoesToTheSeverity(_ id: String, _ text: String) throws {
    #expect(RuleManual(try #require(RuleList.rule(id))).severityText == text)
  }

  /// The words name the severities that findings of the rule get, and no others.
  @Test(arguments: RuleList.all.map(\.id))
  func namesTheSeveritiesOfItsFindings(_ id: String) throws {
    let rule = try #require(RuleList.rule(id))
    let words = RuleManual(rule).severityText.split { !$0.isLetter }.compactMap { Severity(rawValue: String($0)) }
    let environments: [ProjectEnvironment?] = [nil, .staging, .production, .development]
    let severities = environments.map { rule.followsEnvironment ? rule.severity.moved(in: $0) : rule.severity }
    #expect(Set(words) == Set(severities))
  }
}
