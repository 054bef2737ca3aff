/// What following an advice saves in a month, and how that was computed.
package struct Saving: Equatable, Sendable {
  /// How far an amount can be trusted.
  package enum Certainty: String, Codable, CaseIterable, Sendable {
    /// The amount is billed today and would not be.
    case exact
    /// The amount depends on what cannot be read.
    case estimate
  }

  /// US dollars a month; less than nothing for an advice that costs.
  package let monthly: Double
  /// The computation with its numbers in it: `24.00 (size.price_monthly) + 20 % backups`.
  package let formula: String
  /// Where the prices come from.
  package let source: PriceSource
  /// How far it can be trusted.
  package let certainty: Certainty

  /// A saving with its parts.
  package init(_ monthly: Double, _ formula: String, _ source: PriceSource, _ certainty: Certainty = .exact) {
    self.monthly = monthly
    self.formula = formula
    self.source = source
    self.certainty = certainty
  }
}
