import Foundation
package import IpaiCore
package import IpaiPostgres
import IpaiSearch

/// Writes skills to PostgreSQL within one transaction.
package struct PostgresSkillWriter {
  /// The words of the skills whose latest version changed, by the number of the skill.
  var words: [Int64: SkillWords] = [:]
  let connection: PostgresConnection
  private let author: String
  private let date: Timestamp

  /// Works within the transaction of `connection`, in which nobody else writes skills.
  package init(_ connection: PostgresConnection, author: String, date: Timestamp) async throws {
    self.connection = connection
    self.author = author
    self.date = date
    // Who reads is not in the way.
    try await connection.query("LOCK TABLE mcp.skill IN SHARE ROW EXCLUSIVE MODE")
  }

  /// Adds a skill. When it cannot be stored, nothing of it is changed, and the result is the error.
  mutating func add(_ skill: SkillAddition, _ words: SkillWords) async throws -> Result<AddedSkill, IpaiError> {
    let name = skill.manifest.name.text
    let version = skill.manifest.version.description
    let stored = try await PostgresSkillRows.find(connection, name, version: version)
    do {
      let change = try await change(of: stored, by: skill)
      let status = change == .unchanged ? stored?.skill.status ?? .dev : skill.manifest.status
      try await write(skill, words, stored, change)
      return .success(AddedSkill(name: name, version: version, change: change, status: status))
    } catch let error as IpaiError where error.code == .conflict && error.cause == nil {
      return .failure(error)
    }
  }

  private func change(
    of stored: PostgresSkillRows.Found?, by skill: SkillAddition
  ) async throws -> AddedSkill.Change {
    guard let stored else { return .added }
    return try AddedSkill.Change(
      of: stored.skill, await PostgresSkillRows.tree(connection, stored.id),
      await PostgresSkillRows.manifest(connection, stored.id), by: skill)
  }

  private mutating func write(
    _ skill: SkillAddition, _ words: SkillWords, _ stored: PostgresSkillRows.Found?, _ change: AddedSkill.Change
  ) async throws {
    if let stored, change == .unchanged {
      guard !stored.skill.isLatest || stored.skill.source != skill.source else { return }
      self.words[stored.skillID] = words
      return try await makeLatest(stored.id, stored.skillID, skill)
    }
    let skillID = try await insertSkill(skill.manifest.name.text, skill.source, skill.manifest)
    let id: Int64
    if let stored {
      id = stored.id
      try await update(id, skill)
    } else {
      id = try await insertVersion(skill, skillID)
    }
    try await replaceFiles(of: id, by: skill.package.tree)
    if stored?.skill.status != skill.manifest.status {
      try await move(
        id, from: stored?.skill.status, to: skill.manifest.status, digest: skill.package.digest.hexadecimal,
        reason: stored == nil ? "added" : "changed in its source")
    }
    try await makeLatest(id, skillID, skill)
    self.words[skillID] = words
  }

  /// The number of a skill, which is made if it is not there.
  func insertSkill(_ name: String, _ source: String?, _ manifest: SkillManifest) async throws -> Int64 {
    let known = try await connection.query("SELECT id FROM mcp.skill WHERE name = $1", [.text(name)])
    if let id = try known.first?.integer(0) { return id }
    let made = try await connection.query(
      "INSERT INTO mcp.skill (name, source, search_text) VALUES ($1, $2, $3) RETURNING id",
      [.text(name), PostgresValue(source.map(connection.machine.stored)), .text(SkillText.embedded(manifest))])
    return try made.first?.integer(0) ?? 0
  }

  func insertVersion(_ skill: SkillAddition, _ skillID: Int64) async throws -> Int64 {
    try await insert(
      skillID, skill.manifest.version.description, skill.package.digest, skill.manifest.status, skill.package.form,
      skill.manifest, date, date)
  }

  private func insert(
    _ skillID: Int64, _ version: String, _ digest: SkillDigest, _ status: SkillStatus, _ form: SkillForm,
    _ manifest: SkillManifest, _ added: Timestamp, _ updated: Timestamp
  ) async throws -> Int64 {
    let made = try await connection.query(
      """
      INSERT INTO mcp.skill_version (
        skill_id, version, digest, status, form, description, manifest, added_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8), to_timestamp($9)) RETURNING id
      """,
      [
        .integer(skillID), .text(version), .text(digest.hexadecimal), .text(status.rawValue), .text(form.rawValue),
        .text(manifest.description), .text(try manifest.json()), .integer(added.seconds), .integer(updated.seconds),
      ])
    return try made.first?.integer(0) ?? 0
  }

  func update(_ id: Int64, _ skill: SkillAddition) async throws {
    try await connection.query(
      """
      UPDATE mcp.skill_version SET digest = $1, form = $2, description = $3, manifest = $4, updated_at = to_timestamp($5)
      WHERE id = $6
      """,
      [
        .text(skill.package.digest.hexadecimal), .text(skill.package.form.rawValue), .text(skill.manifest.description),
        .text(try skill.manifest.json()), .integer(date.seconds), .integer(id),
      ])
  }

  func replaceFiles(of version: Int64, by tree: SkillTree) async throws {
    try await connection.query("DELETE FROM mcp.skill_file WHERE version_id = $1", [.integer(version)])
    for file in tree.files {
      let digest = PostgresValue.text(file.sha256)
      try await connection.query(
        "INSERT INTO mcp.skill_content (digest, bytes) VALUES (decode($1, 'hex'), $2) ON CONFLICT DO NOTHING",
        [digest, .bytes(Array(file.content))])
      try await connection.query(
        "INSERT INTO mcp.skill_file (version_id, path, executable, digest) VALUES ($1, $2, $3, decode($4, 'hex'))",
        [.integer(version), .text(file.path), .boolean(file.isExecutable), digest])
    }
  }

  func makeLatest(_ id: Int64, _ skillID: Int64, _ skill: SkillAddition) async throws {
    try await connection.query(
      "UPDATE mcp.skill SET latest_id = $1, source = coalesce($2, source), search_text = $3 WHERE id = $4",
      [
        .integer(id), PostgresValue(skill.source.map(connection.machine.stored)),
        .text(SkillText.embedded(skill.manifest)), .integer(skillID),
      ])
  }

  /// Moves a version to another status and returns it. Throws `IpaiError`: `.notFound` when there is none, `.conflict` for a move that is
  /// not allowed.
  func setStatus(_ name: String, version: String?, to status: SkillStatus, reason: String) async throws -> StoredSkill {
    let row = try await PostgresSkillRows.row(connection, name, version: version)
    if row.skill.status == status { return row.skill }
    try SkillErrors.check(row.skill, canMoveTo: status)
    // What is deprecated is not found.
    try await SegmentStore(connection, .skills).changed()
    let digest = String(row.skill.digest.dropFirst("sha256:".count))
    try await move(row.id, from: row.skill.status, to: status, digest: digest, reason: reason)
    return try await PostgresSkillRows.row(connection, name, version: row.skill.version).skill
  }

  /// Moves a version and records the move; `from` is nil for the status with which it arrived.
  func move(
    _ version: Int64, from: SkillStatus?, to: SkillStatus, digest: String, reason: String
  ) async throws {
    try await connection.query(
      "UPDATE mcp.skill_version SET status = $1, updated_at = to_timestamp($2) WHERE id = $3",
      [.text(to.rawValue), .integer(date.seconds), .integer(version)])
    let change = SkillStatusChange(
      version: "", from: from, to: to, digest: "sha256:" + digest, by: author, date: date, reason: reason)
    try await record(version, change)
  }

  private func record(_ version: Int64, _ change: SkillStatusChange) async throws {
    try await connection.query(
      """
      INSERT INTO mcp.skill_status_change (version_id, from_status, to_status, digest, changed_by, changed_at, reason)
      VALUES ($1, $2, $3, $4, $5, to_timestamp($6), $7)
      """,
      [
        .integer(version), PostgresValue(change.from?.rawValue), .text(change.to.rawValue),
        .text(String(change.digest.dropFirst("sha256:".count))), .text(change.by), .integer(change.date.seconds),
        .text(change.reason),
      ])
  }

  /// Adds a skill of another store as it is there.
  mutating func restore(_ record: CopiedSkill, _ words: SkillWords) async throws {
    guard let latest = record.latest else { return }
    let known = try await PostgresSkillRows.find(connection, record.name, version: nil)
    guard known == nil else { throw SkillErrors.exists(record.name) }
    let skillID = try await insertSkill(record.name, latest.stored.source, latest.manifest)
    var rows: [String: Int64] = [:]
    for version in record.versions {
      let stored = version.stored
      let row = try await insert(
        skillID, stored.version, version.tree.digest, stored.status, stored.form, version.manifest, stored.added,
        stored.updated)
      rows[stored.version] = row
      try await replaceFiles(of: row, by: version.tree)
    }
    for change in record.history {
      guard let row = rows[change.version] else { continue }
      try await self.record(row, change)
    }
    try await connection.query(
      "UPDATE mcp.skill SET latest_id = $1 WHERE id = $2",
      [PostgresValue(rows[latest.stored.version]), .integer(skillID)])
    self.words[skillID] = words
  }

  /// Makes the skills findable by their new words, and removes content that no version has any more. To be called once, after all skills
  /// have been added.
  package func finish() async throws {
    guard !words.isEmpty else { return }
    let documents = words.sorted { $0.key < $1.key }.map { number, words in
      (number: number, fields: [words.name, words.description, words.body])
    }
    try await SegmentStore(connection, .skills).replace(documents)
    try await connection.query(
      """
      DELETE FROM mcp.skill_content c WHERE NOT EXISTS (SELECT FROM mcp.skill_file f WHERE f.digest = c.digest)
      """)
  }
}
