/// The order in which people read findings.
enum FindingOrder {
  /// The most severe first, then what saves most, then by rule and resource.
  static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    let money = (left.saving?.monthly ?? 0, right.saving?.monthly ?? 0)
    if money.0 != money.1 { return money.0 > money.1 }
    if left.rule != right.rule { return left.rule < right.rule }
    if left.urn != right.urn { return left.urn < right.urn }
    return (left.subKey ?? "") < (right.subKey ?? "")
  }
}
