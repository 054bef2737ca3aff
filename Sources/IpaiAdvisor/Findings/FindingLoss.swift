/// What a finding takes away from the score of its category.
package struct FindingLoss: Codable, Equatable, Sendable {
  package var fingerprint: String
  package var urn: URN
  /// What a resource of the size 1 counts, by the severity of the rule.
  package var weight: Double
  /// The price of the resource in a month, and at least 1.
  package var size: Double
  /// For how many whole days it has been open.
  package var days: Int

  /// After so many days a finding counts most.
  private static let mostDays = 90
  /// How much more than a new finding one counts then.
  private static let most = 0.5

  init(_ finding: Finding, weight: Double, size: Double, days: Int) {
    fingerprint = finding.fingerprint
    urn = finding.urn
    self.weight = weight
    self.size = size
    self.days = days
  }

  /// How much more than a new finding it counts: from 1 to 1.5.
  package var age: Double { 1 + Double(min(days, Self.mostDays)) / Double(Self.mostDays) * Self.most }
  /// What it takes away.
  package var lost: Double { weight * age * size }
  /// What it could take away at most.
  package var possible: Double { weight * (1 + Self.most) * size }
}
