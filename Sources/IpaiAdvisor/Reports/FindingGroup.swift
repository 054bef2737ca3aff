/// The findings of a rule, or those of one severity of it.
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

  private struct Key: Hashable {
    let rule: String
    let severity: Severity?
  }

  /// The groups of findings that are in order: the most severe first, then what saves most. With `bySeverity` the findings of a group all
  /// have its severity, so that none stands before one that is more severe.
  static func groups(of findings: [Finding], _ titles: RuleTitles, bySeverity: Bool = false) -> [FindingGroup] {
    Dictionary(grouping: findings) { Key(rule: $0.rule, severity: bySeverity ? $0.severity : nil) }
      .compactMap { key, members in members.first.map { FindingGroup(key.rule, titles, $0, members) } }
      .sorted(by: isBefore)
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
