/// The numbers that reports begin with. What is suppressed counts in none but its own.
package struct ReportSummary: Equatable, Sendable {
  /// What following the advice of a rule saves.
  package struct RuleSaving: Equatable, Sendable {
    package let rule: String
    package let title: String
    /// US dollars a month.
    package let monthly: Double
  }

  /// How many findings there are.
  package let findings: Int
  /// How many findings are suppressed.
  package let suppressed: Int
  package let bySeverity: [Severity: Int]
  package let byCategory: [RuleCategory: [Severity: Int]]
  /// What all advice saves in a month, as `SavingTotal` counts it.
  package let monthly: Double
  /// The same by where the prices come from: `invoice`, `api`, `table` or `other`.
  package let monthlyBySource: [String: Double]
  /// What each rule saves, the most first.
  package let byRule: [RuleSaving]
  /// How many judgements of resources are good, bad and missing.
  package let passed: Int
  package let failed: Int
  package let notAssessed: Int
  /// How many rules were judged, and how many could not be.
  package let rulesJudged: Int
  package let rulesNotJudged: Int

  /// The numbers of an assessment.
  package init(_ assessment: Assessment, _ context: ReportContext, rules: [Rule] = RuleList.all) {
    let open = context.open(assessment)
    findings = open.count
    suppressed = assessment.findings.count - open.count
    bySeverity = Self.counts(open)
    byCategory = Dictionary(grouping: open, by: \.category).mapValues(Self.counts)
    monthlyBySource = Dictionary(grouping: SavingTotal.counted(open), by: Self.source).mapValues(SavingTotal.sum)
    monthly = SavingTotal(open).monthly
    byRule = FindingGroup.groups(of: open, RuleTitles(rules)).compactMap(Self.saving)
      .sorted { ($1.monthly, $0.rule) < ($0.monthly, $1.rule) }
    passed = assessment.tallies.map(\.passed).reduce(0, +)
    failed = assessment.tallies.map(\.failed).reduce(0, +)
    notAssessed = assessment.tallies.map(\.notAssessed).reduce(0, +)
    let missing = Set(assessment.notAssessed.filter { $0.resources == nil }.map(\.rule))
    rulesNotJudged = missing.count
    rulesJudged = Set(assessment.tallies.map(\.rule)).subtracting(missing).count
  }

  /// How many findings have one of some severities.
  package func count(_ severities: Severity...) -> Int { severities.map { bySeverity[$0] ?? 0 }.reduce(0, +) }

  /// The beginnings of what sources of prices are called.
  private static let sources = ["invoice", "api", "table"]

  private static func counts(_ findings: [Finding]) -> [Severity: Int] {
    findings.reduce(into: [:]) { counts, finding in counts[finding.severity, default: 0] += 1 }
  }

  private static func saving(_ group: FindingGroup) -> RuleSaving? {
    let monthly = SavingTotal(group.findings).monthly
    return monthly > 0 ? RuleSaving(rule: group.rule, title: group.title, monthly: monthly) : nil
  }

  private static func source(of finding: Finding) -> String {
    sources.first { finding.saving?.source.hasPrefix($0) ?? false } ?? "other"
  }
}
