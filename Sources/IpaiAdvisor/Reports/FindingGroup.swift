/// The findings of a rule.
package struct FindingGroup: Equatable, Sendable {
  /// The id of the rule.
  package let rule: String
  /// What the rule calls it.
  package let title: String
  package let category: RuleCategory
  /// The highest severity of its findings.
  package let severity: Severity
  /// What following all advice saves in a month; nil where it is not about money.
  package let monthly: Double?
  /// The most severe first, then those that save most.
  package let findings: [Finding]

  /// The groups of findings that are in order: the most severe first, then what saves most.
  static func groups(of findings: [Finding], _ titles: RuleTitles) -> [FindingGroup] {
    Dictionary(grouping: findings, by: \.rule).compactMap { rule, members in
      members.first.map { FindingGroup(rule, titles, $0, members) }
    }.sorted(by: isBefore)
  }

  private init(_ rule: String, _ titles: RuleTitles, _ first: Finding, _ findings: [Finding]) {
    self.rule = rule
    self.findings = findings
    title = titles.title(of: first)
    category = first.category
    severity = findings.map(\.severity).max() ?? first.severity
    let amounts = findings.compactMap { $0.saving?.monthly }
    monthly = amounts.isEmpty ? nil : amounts.reduce(0, +)
  }

  private static func isBefore(_ left: FindingGroup, _ right: FindingGroup) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let money = (left.monthly ?? 0, right.monthly ?? 0)
    if money.0 != money.1 { return money.0 > money.1 }
    return left.rule < right.rule
  }
}
