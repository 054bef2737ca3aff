import IpaiSearch

/// Explains a score to people.
enum ScoreText {
  /// What the score is made of, and what each term of the query gave to it.
  static func lines(
    _ score: Double, _ components: [String: Double], _ similarity: Double?, _ terms: [TermContribution]?
  ) -> [String] {
    let nearness = similarity.map { " (the meaning is \(number(max(0, $0))) near, of 1)" } ?? ""
    let total = "score \(number(score)) = " + sum(components) + nearness
    return [total] + (terms ?? []).map(line)
  }

  private static func line(_ term: TermContribution) -> String {
    let name = term.word == term.term ? term.word : "\(term.word) (\(term.term))"
    return "  \(TerminalText.sanitized(name)): \(number(term.score)) = \(sum(term.fields))"
      + ", rarity \(number(term.inverseDocumentFrequency))"
  }

  private static func sum(_ parts: [String: Double]) -> String {
    parts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { "\($0.key) \(number($0.value))" }.joined(separator: " + ")
  }

  /// Two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }
}
