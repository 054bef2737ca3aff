/// Compares the content of versions.
enum SkillContent {
  /// True when two trees differ in nothing but the value of the status in the main file: such a difference is a move.
  static func differsOnlyInStatus(
    _ old: SkillTree, _ new: SkillTree, _ oldManifest: SkillManifest, _ newManifest: SkillManifest
  ) -> Bool {
    oldManifest.status != newManifest.status && SkillDigest(releaseOf: old) == SkillDigest(releaseOf: new)
  }
}
