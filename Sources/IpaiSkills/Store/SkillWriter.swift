import Foundation
package import GRDB
package import IpaiCore
import IpaiSearch

/// Writes skills within one transaction.
package struct SkillWriter {
  let db: Database
  let author: String
  let date: Timestamp
  /// The words of the skills whose latest version changed, by the row of the skill.
  private var words: [Int64: SkillWords] = [:]
  /// The skills that had words before.
  private var reindexed: Set<Int64> = []

  /// Works within the write transaction of `db`.
  package init(_ db: Database, author: String, date: Timestamp) {
    self.db = db
    self.author = author
    self.date = date
  }

  /// Adds a skill. When it cannot be stored, nothing of it is changed, and the result is the error.
  mutating func add(_ skill: SkillAddition, _ words: SkillWords) throws -> Result<AddedSkill, IpaiError> {
    let name = skill.manifest.name.text
    let version = skill.manifest.version.description
    let stored = try SkillRows.find(db, name, version: version)
    do {
      let change =
        try stored.map { stored in
          try AddedSkill.Change(
            of: stored.skill, SkillFileRows.tree(db, stored.id), SkillRows.manifest(db, stored.id), by: skill)
        } ?? .added
      let status = change == .unchanged ? stored?.skill.status ?? .dev : skill.manifest.status
      try write(skill, words, stored, change)
      return .success(AddedSkill(name: name, version: version, change: change, status: status))
    } catch let error as IpaiError where error.code == .conflict {
      return .failure(error)
    }
  }

  private mutating func write(
    _ skill: SkillAddition, _ words: SkillWords, _ stored: SkillRows.Found?, _ change: AddedSkill.Change
  ) throws {
    if let stored, change == .unchanged {
      guard !stored.skill.isLatest || stored.skill.source != skill.source else { return }
      try makeLatest(stored.id, stored.skillID, skill)
      return reindex(stored.skillID, words, isNew: false)
    }
    let known = try stored?.skillID ?? SkillRows.find(db, skill.manifest.name.text, version: nil)?.skillID
    let skillID = try known ?? insertSkill(skill)
    let id = try stored?.id ?? insertVersion(skill, skillID)
    if stored != nil { try update(id, skill) }
    try SkillFileRows.replace(db, id, skill.package.tree)
    if stored?.skill.status != skill.manifest.status {
      try StatusChangeRows.move(
        db, id, from: stored?.skill.status, to: skill.manifest.status, digest: skill.package.digest.hexadecimal,
        by: author, at: date, reason: stored == nil ? "added" : "changed in its source")
    }
    try makeLatest(id, skillID, skill)
    reindex(skillID, words, isNew: known == nil)
  }

  func insertSkill(_ skill: SkillAddition) throws -> Int64 {
    try db.cachedStatement(sql: "INSERT INTO skill (name, source, search_text) VALUES (?, ?, ?)")
      .execute(arguments: [skill.manifest.name.text, skill.source, SkillText.embedded(skill.manifest)])
    return db.lastInsertedRowID
  }

  func insertVersion(_ skill: SkillAddition, _ skillID: Int64) throws -> Int64 {
    try insert(
      skillID, skill.manifest.version.description, skill.package.digest, skill.manifest.status, skill.package.form,
      skill.manifest, date, date)
    return db.lastInsertedRowID
  }

  private func insert(
    _ skillID: Int64, _ version: String, _ digest: SkillDigest, _ status: SkillStatus, _ form: SkillForm,
    _ manifest: SkillManifest, _ added: Timestamp, _ updated: Timestamp
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO skill_version (
          skill_id, version, digest, status, form, description, manifest, added_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      skillID, version, digest.hexadecimal, status.rawValue, form.rawValue, manifest.description,
      try manifest.json(), added.seconds, updated.seconds,
    ])
  }

  func update(_ id: Int64, _ skill: SkillAddition) throws {
    try db.cachedStatement(
      sql: "UPDATE skill_version SET digest = ?, form = ?, description = ?, manifest = ?, updated_at = ? WHERE id = ?"
    ).execute(arguments: [
      skill.package.digest.hexadecimal, skill.package.form.rawValue, skill.manifest.description,
      try skill.manifest.json(), date.seconds, id,
    ])
  }

  func makeLatest(_ id: Int64, _ skillID: Int64, _ skill: SkillAddition) throws {
    let text = SkillText.embedded(skill.manifest)
    try db.cachedStatement(
      sql: "DELETE FROM skill_vector WHERE skill_id = ? AND ? <> (SELECT search_text FROM skill WHERE id = ?)"
    )
    .execute(arguments: [skillID, text, skillID])
    try db.cachedStatement(
      sql: "UPDATE skill SET latest_id = ?, source = coalesce(?, source), search_text = ? WHERE id = ?"
    ).execute(arguments: [id, skill.source, text, skillID])
  }

  mutating func reindex(_ skillID: Int64, _ words: SkillWords, isNew: Bool) {
    self.words[skillID] = words
    if !isNew { reindexed.insert(skillID) }
  }

  /// Adds a skill of another store as it is there.
  mutating func restore(_ record: CopiedSkill, _ words: SkillWords) throws {
    guard let latest = record.latest else { return }
    guard try SkillRows.find(db, record.name, version: nil) == nil else { throw SkillErrors.exists(record.name) }
    try db.cachedStatement(sql: "INSERT INTO skill (name, source, search_text) VALUES (?, ?, ?)")
      .execute(arguments: [record.name, latest.stored.source, SkillText.embedded(latest.manifest)])
    let skillID = db.lastInsertedRowID
    var rows: [String: Int64] = [:]
    for version in record.versions {
      let stored = version.stored
      try insert(
        skillID, stored.version, version.tree.digest, stored.status, stored.form, version.manifest, stored.added,
        stored.updated)
      rows[stored.version] = db.lastInsertedRowID
      try SkillFileRows.replace(db, db.lastInsertedRowID, version.tree)
    }
    for change in record.history {
      guard let row = rows[change.version] else { continue }
      try StatusChangeRows.record(db, row, change)
    }
    try db.cachedStatement(sql: "UPDATE skill SET latest_id = ? WHERE id = ?")
      .execute(arguments: [rows[latest.stored.version], skillID])
    reindex(skillID, words, isNew: true)
  }

  /// Makes the skills findable by their new words. To be called once, after all skills have been added.
  package func finish() throws {
    guard !words.isEmpty else { return }
    try WordRemoval(db, .skills).remove(reindexed)
    let insert = try db.cachedStatement(
      sql: "INSERT INTO skill_words (rowid, name, description, body) VALUES (?, ?, ?, ?)")
    for (skillID, words) in words.sorted(by: { $0.key < $1.key }) {
      try insert.execute(arguments: [skillID, words.name, words.description, words.body])
    }
    try SkillFileRows.removeUnused(db)
    try CorpusVersion.wordsChanged(db, .skills)
    try CorpusVersion.vectorsChanged(db, .skills)
  }
}
