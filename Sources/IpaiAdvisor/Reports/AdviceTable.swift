/// The findings as values of a table for people: by severity and rule, the most severe first, then by money. All its text is fit for a terminal.
package struct AdviceTable: Equatable, Sendable {
  /// The findings of a rule that have the same severity.
  package struct Group: Equatable, Sendable {
    package let rule: String
    package let title: String
    package let category: RuleCategory
    /// The severity of each of its rows.
    package let severity: Severity
    /// What following all advice saves in a month; nil where it is not about money.
    package let monthly: Double?
    package let rows: [Row]
    /// How many findings there are.
    package var count: Int { rows.count }
  }

  /// A resource, or a part of one.
  package struct Row: Equatable, Sendable {
    package let fingerprint: String
    package let severity: Severity
    package let name: String
    package let urn: String
    package let part: String?
    package let region: String?
    package let project: String?
    /// What it is called, where that is not what the group is.
    package let title: String?
    package let monthly: Double?
    package let note: String?
    /// When it was seen first, where that was before this scan.
    package let firstSeen: FactTime?
    /// What became of it since an earlier scan; nil where there is none to compare with.
    package let change: FindingChange?
  }

  /// A finding that makes a job of CI fail.
  package struct Failing: Equatable, Sendable {
    package let rule: String
    /// What is wrong.
    package let title: String
    package let row: Row
  }

  package let groups: [Group]
  /// What was not assessed and why.
  package let notAssessed: [UnassessedGroup]
  /// How many findings are suppressed, and not in the groups.
  package let suppressed: Int
  /// The findings that make a job of CI fail: the most severe first, then those that save most.
  package let failing: [Failing]

  /// The table of an assessment.
  package init(_ assessment: Assessment, _ context: ReportContext, rules: [Rule] = RuleList.all) {
    let titles = RuleTitles(rules)
    let open = context.open(assessment)
    groups = FindingGroup.groups(of: open, titles, bySeverity: true).map { Group($0, titles, context) }
    notAssessed = UnassessedGroup.groups(of: assessment.notAssessed)
    suppressed = assessment.findings.count - open.count
    failing = (context.failing?.findings ?? []).sorted(by: FindingOrder.isBefore).map { Failing($0, titles, context) }
  }
}

extension AdviceTable.Group {
  fileprivate init(_ group: FindingGroup, _ titles: RuleTitles, _ context: ReportContext) {
    rule = ShownText.line(group.rule)
    title = group.title
    category = group.category
    severity = group.severity
    monthly = group.monthly
    rows = group.findings.map { AdviceTable.Row($0, title: titles.ownTitle(of: $0), context) }
  }
}

extension AdviceTable.Row {
  fileprivate init(_ finding: Finding, title: String?, _ context: ReportContext) {
    fingerprint = ShownText.line(finding.fingerprint)
    severity = finding.severity
    name = finding.shownName
    urn = ShownText.line(finding.urn.text)
    part = finding.subKey.map { ShownText.line($0) }
    region = finding.region.map { ShownText.line($0) }
    project = finding.project.map { ShownText.line($0) }
    self.title = title
    monthly = finding.saving?.monthly
    note = finding.note.map { ShownText.line($0, most: 2_000) }
    firstSeen = context.firstSeen[finding.fingerprint]
    change = context.changes?[finding.fingerprint]
  }
}

extension AdviceTable.Failing {
  fileprivate init(_ finding: Finding, _ titles: RuleTitles, _ context: ReportContext) {
    rule = ShownText.line(finding.rule)
    title = titles.ownTitle(of: finding) ?? titles.title(of: finding)
    row = AdviceTable.Row(finding, title: titles.ownTitle(of: finding), context)
  }
}
