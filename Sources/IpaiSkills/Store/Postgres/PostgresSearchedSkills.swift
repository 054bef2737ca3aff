import IpaiCore
import IpaiPostgres
import IpaiSearch

/// The skills in PostgreSQL, as a search sees them.
enum PostgresSearchedSkills {
  /// The numbers of all that are not deprecated.
  static func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    let rows = try await connection.query(
      """
      SELECT s.id FROM mcp.skill s JOIN mcp.skill_version v ON v.id = s.latest_id WHERE v.status <> 'deprecated'
      """)
    return Set(try (0..<rows.count).compactMap { try rows[$0].integer(0) })
  }

  /// The numbers of those that the filter keeps; nil when it keeps all.
  static func kept(_ connection: PostgresConnection, by filter: DocumentFilter) async throws -> Set<Int64>? {
    guard filter.since != nil || filter.until != nil else { return nil }
    let rows = try await connection.query(
      "SELECT s.id FROM mcp.skill s JOIN mcp.skill_version v ON v.id = s.latest_id WHERE " + dates,
      [PostgresValue(filter.since?.seconds), PostgresValue(filter.until?.seconds)])
    return Set(try (0..<rows.count).compactMap { try rows[$0].integer(0) })
  }

  private static let dates = """
    ($1::bigint IS NULL OR v.updated_at >= to_timestamp($1)) AND ($2::bigint IS NULL OR v.updated_at <= to_timestamp($2))
    """

  /// The number of the skill with a name that the filter keeps, unless it is deprecated.
  static func number(
    _ connection: PostgresConnection, ofName name: String, _ filter: DocumentFilter
  ) async throws -> Int64? {
    guard !name.utf8.contains(0) else { return nil }
    let rows = try await connection.query(
      """
      SELECT s.id FROM mcp.skill s JOIN mcp.skill_version v ON v.id = s.latest_id
      WHERE s.name = $3 AND v.status <> 'deprecated' AND 
      """ + dates,
      [PostgresValue(filter.since?.seconds), PostgresValue(filter.until?.seconds), .text(name)])
    return try rows.first?.integer(0)
  }

  /// The names of skills, by their numbers.
  static func names(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: String] {
    let rows = try await connection.query(
      "SELECT id, name FROM mcp.skill WHERE id = ANY ($1::bigint[])", [.integers(numbers)])
    var names: [Int64: String] = [:]
    for number in 0..<rows.count { names[try rows[number].integer(0) ?? 0] = rows[number].text(1) }
    return names
  }

  /// A skill with its body, for the line that matched; nil when it is gone.
  static func skill(_ connection: PostgresConnection, _ name: String) async throws -> (StoredSkill, String)? {
    guard let found = try await PostgresSkillRows.find(connection, name, version: nil) else { return nil }
    let tree = try await PostgresSkillRows.tree(connection, found.id)
    return (found.skill, SkillPackage(tree, form: found.skill.form, folderName: name).body)
  }
}
