/// A secret that was found in a text.
struct SecretFinding: Equatable {
  /// Where it is, in bytes of UTF-8.
  let range: Range<Int>
  /// The id of the rule that found it.
  let ruleID: String
}
