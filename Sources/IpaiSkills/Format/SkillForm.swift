/// The two forms in which a skill is kept.
package enum SkillForm: String, Codable, CaseIterable, Sendable {
  /// A folder of the Agent Skills specification with a `SKILL.md`.
  case folder
  /// A single `*.skill.json`, `*.skill.yaml` or `*.skill.yml`.
  case file
}
