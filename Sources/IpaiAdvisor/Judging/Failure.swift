/// Why a resource fails a rule, and what to do about it.
package struct Failure: Equatable, Sendable {
  /// The values that show it.
  package var evidence: [Evidence]
  /// What following the advice saves; nil where it is not about money.
  package var saving: Saving?
  /// What to run.
  package var fix: Fix
  /// How much it matters, where that is not what the rule says; before the environment moves it.
  package var severity: Severity?
  /// What it is called, where that is not what the rule says.
  package var title: String?
  /// What the reader should know about this one.
  package var note: String?

  /// A failure with its parts.
  package init(
    _ evidence: [Evidence], saving: Saving? = nil, fix: [Fix.Line], severity: Severity? = nil, title: String? = nil,
    note: String? = nil
  ) {
    self.evidence = evidence
    self.saving = saving
    self.fix = Fix(fix)
    self.severity = severity
    self.title = title
    self.note = note
  }
}
