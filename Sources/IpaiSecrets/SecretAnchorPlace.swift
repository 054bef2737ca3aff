/// Where a scan has found an anchor.
struct SecretAnchorPlace {
  /// The number of the rule.
  let rule: Int
  /// The id of the rule.
  let id: String
  /// The anchor itself.
  let range: Range<Int>
  /// The first byte that does not belong to an earlier finding.
  let limit: Int
}
