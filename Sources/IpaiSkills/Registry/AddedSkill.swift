/// What became of a skill that was to be stored.
package struct AddedSkill: Codable, Sendable, Equatable {
  /// What happened to it.
  package enum Change: String, Codable, Sendable, CaseIterable {
    /// The version is new.
    case added
    /// The version had other content while it was in dev.
    case updated
    /// Only the status changed.
    case moved
    /// It was there already.
    case unchanged
  }

  /// The name of the skill.
  package var name: String
  /// The version.
  package var version: String
  /// What happened to it.
  package var change: Change
  /// Where the version is in its life now.
  package var status: SkillStatus
}
