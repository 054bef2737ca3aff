import GRDB
import IpaiCore
import IpaiSearch

/// The skills of a database, as a search sees them.
enum SearchedSkills {
  /// `size` numbers, by skill: 1 where the filter keeps it. nil when the filter keeps all skills.
  static func kept(_ db: Database, by filter: DocumentFilter, size: Int) throws -> [UInt8]? {
    guard let conditions = conditions(filter) else { return nil }
    let query: SQLRequest<Int> = """
      SELECT s.id FROM skill s JOIN skill_version v ON v.id = s.latest_id WHERE \(conditions)
      """
    var kept = [UInt8](repeating: 0, count: size)
    for number in try query.fetchAll(db) where number < size { kept[number] = 1 }
    return kept
  }

  private static func conditions(_ filter: DocumentFilter) -> SQL? {
    guard filter.since != nil || filter.until != nil else { return nil }
    let first = filter.since?.seconds ?? .min
    let last = filter.until?.seconds ?? .max
    return "v.updated_at BETWEEN \(first) AND \(last)"
  }

  /// The number of the skill with a name that the filter keeps, unless it is deprecated.
  static func number(_ db: Database, ofName name: String, _ filter: DocumentFilter) throws -> Int? {
    let conditions = conditions(filter) ?? SQL(sql: "TRUE")
    let query: SQLRequest<Int> = """
      SELECT s.id FROM skill s JOIN skill_version v ON v.id = s.latest_id
      WHERE s.name = \(name) AND v.status <> 'deprecated' AND \(conditions)
      """
    return try query.fetchOne(db)
  }

  /// The latest version of the skill with this number. Throws `IpaiError(.internal)` when there is none.
  static func skill(_ db: Database, _ number: Int) throws -> StoredSkill {
    let name = try String.fetchOne(
      db.cachedStatement(sql: "SELECT name FROM skill WHERE id = ?"), arguments: [number])
    guard let name else { throw IpaiError(.internal, "there is no skill \(number)") }
    return try SkillRows.row(db, name, version: nil).skill
  }

  /// The body of a version, for the line that matched.
  static func body(_ db: Database, _ found: SkillRows.Found) throws -> String {
    SkillPackage(try SkillFileRows.tree(db, found.id), form: found.skill.form, folderName: found.skill.name).body
  }
}
