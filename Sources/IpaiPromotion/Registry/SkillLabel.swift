/// A name for a version that moves from one to another.
package enum SkillLabel: String, Codable, CaseIterable, Sendable {
  /// The version in force.
  case latest
  /// The version that was last promoted as approved.
  case approved
  /// The version that was last promoted as stable.
  case stable
}
