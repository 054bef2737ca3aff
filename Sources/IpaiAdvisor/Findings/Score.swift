package import IpaiCore

/// How well an account follows the rules, from 0 to 100: by category, and over all.
///
/// A category loses the share that its findings have of all that was judged. A pair of a rule and a resource counts the weight of the rule times
/// the size of the resource, and a finding counts up to 1.5 times that, the longer it is open. What is suppressed or was not judged does not count.
package struct Score: Codable, Equatable, Sendable {
  /// The mean of the categories that have a score; nil where none has.
  package var overall: Double?
  /// The scores of the categories, in the order of `RuleCategory`.
  package var categories: [CategoryScore]
  /// What all pairs of rules and resources that were judged count together, before the weights: how much the account counts among others.
  package var size: Double

  /// The score of what rules said about an account.
  ///
  /// - Parameters:
  ///   - assessment: What the rules said.
  ///   - firstSeen: When findings were seen first, by their fingerprints; one that is not there is new.
  ///   - now: When the account was read.
  ///   - suppressed: The fingerprints of findings that somebody chose to leave.
  ///   - rules: The rules as they were when the account was judged. What is about others does not count.
  package init(
    _ assessment: Assessment, firstSeen: [String: Timestamp], now: Timestamp, suppressed: Set<String> = [],
    rules: [Rule] = RuleList.all
  ) {
    let tallies = Dictionary(assessment.tallies.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    let findings = Dictionary(grouping: assessment.findings, by: \.rule)
    let shares = rules.map { rule in
      let all = findings[rule.id] ?? []
      let open = all.filter { !suppressed.contains($0.fingerprint) }
      let losses = open.map { finding in
        FindingLoss(
          finding, weight: RuleScore.weight(of: rule.severity), size: max(1, finding.price ?? 1),
          days: Self.days(since: firstSeen[finding.fingerprint], now))
      }
      return RuleScore(
        rule, tallies[rule.id] ?? RuleTally(rule: rule.id), losses, suppressed: all.count - open.count)
    }
    categories = RuleCategory.allCases.map { category in
      CategoryScore(category, shares.filter { $0.category == category })
    }
    self.size = shares.reduce(0) { $0 + $1.passedSize + $1.losses.reduce(0) { $0 + $1.size } }
    overall = Self.mean(categories.map(\.value))
    addIncreases()
  }

  /// The same without what it was computed from: what the rules count.
  package var withoutRules: Score {
    var score = self
    for index in score.categories.indices { score.categories[index].rules = [] }
    return score
  }

  /// The score of several accounts: each counts as much as what was judged in it; nil where none has a score.
  package static func overall(_ scores: [Score]) -> Double? {
    let known = scores.compactMap { score in score.overall.map { (value: $0, size: score.size) } }
    let size = known.reduce(0) { $0 + $1.size }
    guard size > 0 else { return nil }
    return rounded(known.reduce(0) { $0 + $1.value * $1.size } / size)
  }

  /// A number with one digit after the point, as scores are shown.
  static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// The mean of the scores that there are; nil for none.
  static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : rounded(known.reduce(0, +) / Double(known.count))
  }

  /// How many whole days ago something was.
  private static func days(since time: Timestamp?, _ now: Timestamp) -> Int {
    guard let time, time < now else { return 0 }
    return Int(clamping: (now.seconds - time.seconds) / 86_400)
  }

  /// Says of each rule what the scores would be without its findings.
  private mutating func addIncreases() {
    guard let overall else { return }
    let values = categories.map(\.value)
    for place in categories.indices {
      guard let value = values[place] else { continue }
      for index in categories[place].rules.indices where categories[place].rules[index].failed > 0 {
        var others = values
        let better = categories[place].value(withoutFindingsOf: categories[place].rules[index])
        others[place] = better
        categories[place].rules[index].categoryIncrease = Self.rounded((better ?? value) - value)
        categories[place].rules[index].overallIncrease = Self.rounded((Self.mean(others) ?? overall) - overall)
      }
    }
  }
}
