/// What a rule counts in the score of its category.
package struct RuleScore: Codable, Equatable, Sendable {
  package var rule: String
  package var category: RuleCategory
  /// What a resource of the size 1 counts, by the severity of the rule.
  package var weight: Double
  package var passed: Int
  package var failed: Int
  package var suppressed: Int
  package var notAssessed: Int
  /// The sizes of the resources that passed.
  package var passedSize: Double
  /// What each finding takes away, the largest first.
  package var losses: [FindingLoss]
  /// How much the score of the category would rise if all that fails passed.
  package var categoryIncrease = 0.0
  /// How much the score over all would rise if all that fails passed.
  package var overallIncrease = 0.0

  enum CodingKeys: String, CodingKey {
    case rule, category, weight, passed, failed, suppressed, losses
    case notAssessed = "not_assessed"
    case passedSize = "passed_size"
    case categoryIncrease = "category_increase"
    case overallIncrease = "overall_increase"
  }

  init(_ rule: Rule, _ tally: RuleTally, _ losses: [FindingLoss], suppressed: Int) {
    self.rule = rule.id
    category = rule.category
    weight = Self.weight(of: rule.severity)
    passed = tally.passed
    failed = losses.count
    self.suppressed = suppressed
    notAssessed = tally.notAssessed
    passedSize = tally.passedSize
    self.losses = losses.sorted { ($1.lost, $0.fingerprint) < ($0.lost, $1.fingerprint) }
  }

  /// What a resource of the size 1 counts.
  package static func weight(of severity: Severity) -> Double {
    switch severity {
    case .critical: 10
    case .high: 6
    case .medium: 3
    case .low: 1
    case .info: 0
    }
  }

  /// What the findings take away.
  package var lost: Double { losses.reduce(0) { $0 + $1.lost } }
  /// What they could take away at most: of each finding what it takes away after 90 days.
  package var possible: Double { weight * passedSize + losses.reduce(0) { $0 + $1.possible } }
  /// What could be taken away if all that fails passed.
  var possibleWithoutFindings: Double { weight * (passedSize + losses.reduce(0) { $0 + $1.size }) }
}
