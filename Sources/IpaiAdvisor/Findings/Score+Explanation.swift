import IpaiCore

/// How the score came about, with its numbers.
extension Score {
  private static let words = ForeignWords(secrets: [])
  /// How many findings of a rule are written out.
  private static let most = 5

  /// The computation, a line each. The numbers of a line follow from those of the lines below it.
  package var explanation: [String] {
    var lines = [overallLine]
    for category in categories { lines += Self.lines(category) }
    lines.append(
      "Weights: critical 10, high 6, medium 3, low 1, info 0, by the severity of the rule. Size: the price in a month, and at least 1."
    )
    lines.append(
      "Age: 1 for a new finding, rising to 1.5 after 90 days. What is suppressed or was not judged does not count.")
    return lines
  }

  private var overallLine: String {
    let known = categories.filter { $0.value != nil }
    guard let overall else { return "Overall: n/a, because nothing was judged" }
    let sum = known.map { "\($0.category.title) \(Self.text($0.value))" }.joined(separator: " + ")
    return "Overall: \(Self.text(overall)) = (\(sum)) / \(known.count)"
  }

  private static func lines(_ category: CategoryScore) -> [String] {
    guard category.value != nil else {
      return ["\(category.category.title): n/a, because nothing was judged that counts"]
    }
    let formula = "100 × (1 - \(number(category.lost)) / \(number(category.possible)))"
    return ["\(category.category.title): \(text(category.value)) = \(formula)"] + category.rules.flatMap(lines)
  }

  private static func lines(_ rule: RuleScore) -> [String] {
    var line = "  \(rule.rule): \(number(rule.lost)) of \(number(rule.possible))"
    let failed = rule.losses.reduce(0) { $0 + $1.size }
    line += " = \(number(rule.weight)) × (\(number(rule.passedSize)) passed + 1.5 × \(number(failed)) failed)"
    if rule.suppressed > 0 { line += ", \(rule.suppressed) suppressed" }
    if rule.notAssessed > 0 { line += ", \(rule.notAssessed) not assessed" }
    if rule.failed > 0 {
      line += "; fixed: +\(text(rule.categoryIncrease)) in the category, +\(text(rule.overallIncrease)) over all"
    }
    return [line] + rule.losses.prefix(most).map(line(of:)) + rest(rule.losses.dropFirst(most))
  }

  private static func line(of loss: FindingLoss) -> String {
    let terms = [loss.weight, loss.age, loss.size].map(number).joined(separator: " × ")
    return
      "    \(number(loss.lost)) = \(terms): \(words.line(loss.urn.text, most: 120)), \(Count.text(loss.days, "day")) open"
  }

  private static func rest(_ losses: ArraySlice<FindingLoss>) -> [String] {
    guard !losses.isEmpty else { return [] }
    return ["    \(number(losses.reduce(0) { $0 + $1.lost })) by \(losses.count) more"]
  }

  private static func number(_ value: Double) -> String { NumberText.text(value, digits: 3) }
  private static func text(_ score: Double?) -> String { score.map { NumberText.text($0, digits: 1) } ?? "n/a" }
}
