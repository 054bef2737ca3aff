/// How well an account follows the rules of a category.
package struct CategoryScore: Codable, Equatable, Sendable {
  package var category: RuleCategory
  /// The score from 0 to 100, with one digit after the point; nil where nothing was judged that has a weight.
  package var value: Double?
  /// What the findings take away.
  package var lost: Double
  /// What they could take away at most.
  package var possible: Double
  /// The rules of the category that judged something, in the order of their ids.
  package var rules: [RuleScore]

  init(_ category: RuleCategory, _ rules: [RuleScore]) {
    self.category = category
    self.rules = rules.filter { $0.passed + $0.failed + $0.suppressed + $0.notAssessed > 0 }
    lost = rules.reduce(0) { $0 + $1.lost }
    possible = rules.reduce(0) { $0 + $1.possible }
    value = Self.value(lost, of: possible)
  }

  /// The score that the category would have if all that fails a rule passed it.
  func value(withoutFindingsOf rule: RuleScore) -> Double? {
    let others = rules.filter { $0.rule != rule.rule }
    return Self.value(
      others.reduce(0) { $0 + $1.lost }, of: others.reduce(rule.possibleWithoutFindings) { $0 + $1.possible })
  }

  private static func value(_ lost: Double, of possible: Double) -> Double? {
    guard possible > 0 else { return nil }
    return min(100, max(0, Score.rounded(100 * (1 - lost / possible))))
  }
}
