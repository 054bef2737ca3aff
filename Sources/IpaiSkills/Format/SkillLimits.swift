/// How large a skill may be.
package struct SkillLimits: Sendable {
  /// The limits of skills.
  package static let standard = SkillLimits()

  /// The most files.
  package var files = 1_000
  /// The most bytes of one file.
  package var fileBytes = 16_000_000
  /// The most bytes of all files together.
  package var treeBytes = 64_000_000
  /// The most parts of a path.
  package var depth = 32
  /// The most entries of folders that are looked at, those that are skipped and folders themselves counted.
  package var entries = 20_000

  /// The limits of skills, to be changed.
  package init() {}
}
