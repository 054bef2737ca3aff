import IpaiCore
import GRDB

extension SkillWriter {
  /// Stores a version as it was promoted, in place of what is stored of it in dev or testing, and puts it in force.
  ///
  /// Throws `IpaiError(.conflict)` where other content was released as this version.
  package mutating func promote(_ skill: SkillAddition, _ words: SkillWords) throws {
    let name = skill.manifest.name.text
    let stored = try SkillRows.find(db, name, version: skill.manifest.version.description)
    let known = try stored?.skillID ?? SkillRows.find(db, name, version: nil)?.skillID
    let skillID = try known ?? insertSkill(skill)
    var id = stored?.id
    if let stored {
      let tree = try SkillFileRows.tree(db, stored.id)
      if stored.digest != skill.package.digest.hexadecimal {
        try SkillErrors.check(stored.skill, tree, mayBecome: skill)
        try update(stored.id, skill)
      }
      if tree != skill.package.tree { try SkillFileRows.replace(db, stored.id, skill.package.tree) }
    }
    if id == nil {
      let made = try insertVersion(skill, skillID)
      try SkillFileRows.replace(db, made, skill.package.tree)
      id = made
    }
    guard let id else { return }
    if stored?.skill.status != skill.manifest.status {
      try StatusChangeRows.move(
        db, id, from: stored?.skill.status, to: skill.manifest.status, digest: skill.package.digest.hexadecimal,
        by: author, at: date, reason: "promoted")
    }
    try makeLatest(id, skillID, skill)
    reindex(skillID, words, isNew: known == nil)
  }

  /// Puts a stored version in force again, with the status and the files that it has to have.
  ///
  /// Throws `IpaiError`: `.notFound`, and `.conflict` where its files are others.
  package mutating func select(
    _ name: String, version: String, as status: SkillStatus, digest: String, reason: String
  ) throws {
    let row = try SkillRows.row(db, name, version: version)
    let tree = try SkillFileRows.tree(db, row.id)
    try SkillErrors.check(name, version, tree, has: digest)
    let skill = try SkillAddition(SkillPackage(tree, form: row.skill.form, folderName: nil), source: nil)
    let words = try SkillWords.of([skill])
    try setStatus(row, to: status, reason: reason)
    try makeLatest(row.id, row.skillID, skill)
    reindex(row.skillID, words.first ?? SkillWords(), isNew: false)
  }

  /// Retires a stored version. Throws `IpaiError(.notFound)`.
  package func retire(_ name: String, version: String, reason: String) throws {
    try setStatus(SkillRows.row(db, name, version: version), to: .deprecated, reason: reason)
  }

  private func setStatus(_ row: SkillRows.Found, to status: SkillStatus, reason: String) throws {
    if row.skill.status == status { return }
    try StatusChangeRows.move(
      db, row.id, from: row.skill.status, to: status, digest: row.digest, by: author, at: date, reason: reason)
  }
}
