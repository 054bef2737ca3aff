/// What the evals of a skill say as a whole.
package enum EvalVerdict: String, Codable, CaseIterable, Sendable {
  /// At least one case passed, and none failed.
  case passed
  /// A case failed.
  case failed
  /// No case was run.
  case none
}
