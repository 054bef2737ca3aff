import IpaiCore
import IpaiPostgres
import IpaiSearch

extension PostgresSkillWriter {
  /// Stores a version as it was promoted, in place of what is stored of it in dev or testing, and puts it in force.
  ///
  /// Throws `IpaiError(.conflict)` where other content was released as this version.
  package mutating func promote(_ skill: SkillAddition, _ words: SkillWords) async throws {
    let name = skill.manifest.name.text
    let digest = skill.package.digest.hexadecimal
    let stored = try await PostgresSkillRows.find(connection, name, version: skill.manifest.version.description)
    let skillID = try await insertSkill(name, skill.source, skill.manifest)
    let id: Int64
    if let stored {
      id = stored.id
      let tree = try await PostgresSkillRows.tree(connection, stored.id)
      if stored.skill.digest != skill.package.digest.description {
        try SkillErrors.check(stored.skill, tree, mayBecome: skill)
        try await update(id, skill)
      }
      if tree != skill.package.tree { try await replaceFiles(of: id, by: skill.package.tree) }
    } else {
      id = try await insertVersion(skill, skillID)
      try await replaceFiles(of: id, by: skill.package.tree)
    }
    if stored?.skill.status != skill.manifest.status {
      try await move(
        id, from: stored?.skill.status, to: skill.manifest.status, digest: digest, reason: "promoted")
    }
    try await makeLatest(id, skillID, skill)
    self.words[skillID] = words
  }

  /// Puts a stored version in force again, with the status and the files that it has to have.
  ///
  /// Throws `IpaiError`: `.notFound`, and `.conflict` where its files are others.
  package mutating func select(
    _ name: String, version: String, as status: SkillStatus, digest: String, reason: String
  ) async throws {
    let row = try await PostgresSkillRows.row(connection, name, version: version)
    let tree = try await PostgresSkillRows.tree(connection, row.id)
    try SkillErrors.check(name, version, tree, has: digest)
    let skill = try SkillAddition(SkillPackage(tree, form: row.skill.form, folderName: nil), source: nil)
    try await setStatus(row, to: status, reason: reason)
    try await makeLatest(row.id, row.skillID, skill)
    words[row.skillID] = try SkillWords.of([skill]).first
  }

  /// Retires a stored version. Throws `IpaiError(.notFound)`.
  package func retire(_ name: String, version: String, reason: String) async throws {
    try await setStatus(PostgresSkillRows.row(connection, name, version: version), to: .deprecated, reason: reason)
  }

  private func setStatus(_ row: PostgresSkillRows.Found, to status: SkillStatus, reason: String) async throws {
    if row.skill.status == status { return }
    // What is deprecated is not found.
    try await SegmentStore(connection, .skills).changed()
    let digest = String(row.skill.digest.dropFirst("sha256:".count))
    try await move(row.id, from: row.skill.status, to: status, digest: digest, reason: reason)
  }
}
