/// Something about a skill that ought to be different.
package struct SkillFinding: Hashable, Codable, Sendable {
  /// How bad it is.
  package enum Severity: String, Codable, CaseIterable, Sendable {
    /// The skill cannot be used as it is.
    case error
    /// The skill can be used, but somebody should look.
    case warning
  }

  /// How bad it is.
  package let severity: Severity
  /// The path of the file within the skill; empty when it concerns the whole skill.
  package let file: String
  /// The line of the file, from 1 on.
  package let line: Int?
  /// What is wrong, without a capital letter or a full stop.
  package let message: String
  /// What to do about it.
  package let hint: String?

  /// A finding with its parts.
  package init(_ severity: Severity, file: String, line: Int? = nil, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.file = file
    self.line = line
    self.message = message
    self.hint = hint
  }
}
