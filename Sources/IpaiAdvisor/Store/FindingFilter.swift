/// Which findings are wanted. A set that is empty keeps all.
package struct FindingFilter: Equatable, Sendable {
  /// The categories of rules.
  package var categories: Set<RuleCategory> = []
  /// The severities that findings had in the scan.
  package var severities: Set<Severity> = []
  /// The ids of rules.
  package var rules: Set<String> = []
  /// The resources.
  package var urns: Set<URN> = []
  /// Words, in any case, that the title, the name, the URN, the rule, the project, the region or the note have, each somewhere in it.
  package var text: String?
  /// True for those that save money, false for the others, nil for all.
  package var hasSaving: Bool?
  /// True for those that a suppression covers, false for the others, nil for all.
  package var isSuppressed: Bool?

  /// A filter that keeps everything.
  package init() {}
}
