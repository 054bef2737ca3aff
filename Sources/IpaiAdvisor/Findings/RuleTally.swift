/// How the resources of an account did by a rule.
package struct RuleTally: Codable, Equatable, Sendable {
  package var rule: String
  package var passed = 0
  package var failed = 0
  package var notAssessed = 0
  /// What the resources that passed count in the score: the sum of their prices in a month, at least 1 each.
  package var passedSize = 0.0
  /// What the rule left alone: the resources of its parts of the account that it said nothing about, and what it named so. JSON does not
  /// have them; `ScanCoverage` is what keeps them. Nil where it is not known.
  package var leftAlone: [ResourcePart]?

  enum CodingKeys: String, CodingKey {
    case rule, passed, failed
    case notAssessed = "not_assessed"
    case passedSize = "passed_size"
  }
}
