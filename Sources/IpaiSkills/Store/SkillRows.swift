import Foundation
import GRDB
import IpaiCore

/// The rows of skills and their versions.
enum SkillRows {
  /// A version with its row.
  struct Found {
    let id: Int64
    let skillID: Int64
    /// 64 hexadecimal digits.
    let digest: String
    let skill: StoredSkill
  }

  private static let columns = """
    SELECT v.id, v.skill_id, v.digest, s.name, v.version, v.status, v.description, v.form, s.source,
      v.id IS s.latest_id, v.added_at, v.updated_at, json_extract(v.manifest, '$.metadata')
    FROM skill s JOIN skill_version v ON v.skill_id = s.id
    """

  private static func found(_ row: Row) -> Found {
    let digest: String = row[2]
    let skill = StoredSkill(
      name: row[3], version: row[4], status: SkillStatus(rawValue: row[5]) ?? .dev, description: row[6],
      metadata: metadata(row[12]), digest: "sha256:" + digest, form: SkillForm(rawValue: row[7]) ?? .folder,
      source: row[8], isLatest: row[9],
      added: Timestamp(seconds: row[10]), updated: Timestamp(seconds: row[11]))
    return Found(id: row[0], skillID: row[1], digest: digest, skill: skill)
  }

  /// The metadata in a manifest, from its JSON text.
  private static func metadata(_ json: String?) -> [String: String] {
    guard let json, json != "{}" else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
  }

  /// The names of all skills.
  static func names(_ db: Database) throws -> Set<String> {
    try String.fetchSet(db, sql: "SELECT name FROM skill")
  }

  /// The names of the skills whose latest version has one of the statuses, from the one after `after` on, at most `most`.
  static func names(_ db: Database, with statuses: Set<SkillStatus>, after: String?, most: Int?) throws -> [String] {
    var conditions: [SQL] = ["TRUE"]
    if !statuses.isEmpty { conditions.append("v.status IN \(statuses.map(\.rawValue))") }
    if let after { conditions.append("s.name > \(after)") }
    let query: SQLRequest<String> = """
      SELECT s.name FROM skill s JOIN skill_version v ON v.id = s.latest_id
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY s.name LIMIT \(most ?? -1)
      """
    return try query.fetchAll(db)
  }

  /// A version of a skill, the latest one where `version` is nil; nil when there is none.
  static func find(_ db: Database, _ name: String, version: String?) throws -> Found? {
    let statement = try db.cachedStatement(
      sql: columns + " WHERE s.name = ?1 AND CASE WHEN ?2 IS NULL THEN v.id = s.latest_id ELSE v.version = ?2 END")
    return try Row.fetchOne(statement, arguments: [name, version]).map(found)
  }

  /// A version of a skill. Throws `IpaiError(.notFound)` when there is none.
  static func row(_ db: Database, _ name: String, version: String?) throws -> Found {
    if let found = try find(db, name, version: version) { return found }
    let isKnown = try version != nil && find(db, name, version: nil) != nil
    throw SkillErrors.unknown(name, version: isKnown ? version : nil)
  }

  /// All versions of a skill, the one that was added last first.
  static func versions(_ db: Database, of name: String) throws -> [StoredSkill] {
    let rows = try Row.fetchAll(
      db, sql: columns + " WHERE s.name = ? ORDER BY v.id = s.latest_id DESC, v.added_at DESC, v.id DESC",
      arguments: [name])
    return rows.map { found($0).skill }
  }

  /// The latest versions of the skills whose source is a path or lies beneath it, by source.
  static func sources(_ db: Database, beneath path: String) throws -> [String: StoredSkill] {
    let rows = try Row.fetchAll(
      db,
      sql: columns + " WHERE v.id = s.latest_id AND (s.source = ?1 OR substr(s.source, 1, length(?1) + 1) = ?1 || '/')",
      arguments: [path])
    var skills: [String: StoredSkill] = [:]
    for row in rows {
      let skill = found(row).skill
      if let source = skill.source { skills[source] = skill }
    }
    return skills
  }

  /// What a version says of itself.
  static func manifest(_ db: Database, _ id: Int64) throws -> SkillManifest {
    let json = try String.fetchOne(db, sql: "SELECT manifest FROM skill_version WHERE id = ?", arguments: [id]) ?? ""
    do { return try JSONDecoder().decode(SkillManifest.self, from: Data(json.utf8)) } catch {
      throw IpaiError(.unavailable, "the manifest of a skill in the database cannot be read", cause: error)
    }
  }
}
