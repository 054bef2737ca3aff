import IpaiCore

extension AddedSkill.Change {
  /// What an addition changes of a version that is stored as `stored`, with the files `tree` and the manifest `manifest`. Throws
  /// `IpaiError(.conflict)` when it must not.
  init(
    of stored: StoredSkill, _ tree: SkillTree, _ manifest: SkillManifest, by skill: SkillAddition
  ) throws(IpaiError) {
    if stored.digest == skill.package.digest.description {
      self = .unchanged
      return
    }
    let isOnlyStatus = SkillContent.differsOnlyInStatus(tree, skill.package.tree, manifest, skill.manifest)
    guard stored.status == .dev || isOnlyStatus else { throw SkillErrors.conflict(stored) }
    if skill.manifest.status != stored.status { try SkillErrors.check(stored, canMoveTo: skill.manifest.status) }
    self = isOnlyStatus ? .moved : .updated
  }
}
