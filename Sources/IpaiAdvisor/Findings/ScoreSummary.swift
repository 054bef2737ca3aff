/// A score without its computation: what reports and answers show of it.
package struct ScoreSummary: Codable, Equatable, Sendable {
  /// The score of a category.
  package struct Category: Codable, Equatable, Sendable {
    package var category: RuleCategory
    /// The score from 0 to 100; nil where nothing was judged that has a weight.
    package var value: Double?
    /// How much the score over all would rise if the category had no findings.
    package var increase: Double
  }

  /// A rule whose findings take something away.
  package struct RuleIncrease: Codable, Equatable, Sendable {
    package var rule: String
    /// How much the score over all would rise if all that fails passed.
    package var increase: Double
  }

  /// The score from 0 to 100; nil where nothing could be judged.
  package var overall: Double?
  /// The scores of the categories, in the order of `RuleCategory`.
  package var categories: [Category]
  /// The rules that the score would rise most by, the most first.
  package var rules: [RuleIncrease]

  /// How many rules are named.
  private static let mostRules = 10

  /// The score of an account of which only a part was judged: none.
  package static let none = ScoreSummary(overall: nil, categories: [], rules: [])

  private init(overall: Double?, categories: [Category], rules: [RuleIncrease]) {
    self.overall = overall
    self.categories = categories
    self.rules = rules
  }

  /// What is shown of a score.
  package init(_ score: Score) {
    overall = score.overall
    let values = score.categories.map(\.value)
    categories = score.categories.enumerated().map { place, category in
      var others = values
      if category.value != nil { others[place] = 100 }
      let increase = Score.rounded((Score.mean(others) ?? 0) - (score.overall ?? 0))
      return Category(category: category.category, value: category.value, increase: increase)
    }
    let increases = score.categories.flatMap(\.rules).map { RuleIncrease(rule: $0.rule, increase: $0.overallIncrease) }
    let largest = increases.filter { $0.increase > 0 }.sorted { ($1.increase, $0.rule) < ($0.increase, $1.rule) }
    rules = Array(largest.prefix(Self.mostRules))
  }
}
