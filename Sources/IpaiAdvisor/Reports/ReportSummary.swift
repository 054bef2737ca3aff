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
  /// What all advice saves in a month; of advice about the same resource, what saves most.
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
    monthlyBySource = Self.savings(open)
    monthly = monthlyBySource.values.reduce(0, +)
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
    guard let monthly = group.monthly, monthly > 0, monthly.isFinite else { return nil }
    return RuleSaving(rule: group.rule, title: group.title, monthly: monthly)
  }

  /// What is saved by source. Advice of one rule adds up; of different rules about a resource, the largest counts.
  private static func savings(_ findings: [Finding]) -> [String: Double] {
    var byResource: [URN: [String: (amount: Double, source: String)]] = [:]
    for finding in findings {
      guard let money = finding.saving, money.monthly > 0, money.monthly.isFinite else { continue }
      let source = sources.first { money.source.hasPrefix($0) } ?? "other"
      byResource[finding.urn, default: [:]][finding.rule, default: (0, source)].amount += money.monthly
    }
    // The order of the sum is always the same, and so are its last digits.
    return byResource.sorted { $0.key < $1.key }.reduce(into: [:]) { sums, resource in
      let largest = resource.value.sorted { ($1.value.amount, $0.key) < ($0.value.amount, $1.key) }.first
      if let largest { sums[largest.value.source, default: 0] += largest.value.amount }
    }
  }
}
