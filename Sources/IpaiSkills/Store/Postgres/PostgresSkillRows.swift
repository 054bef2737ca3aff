import Foundation
import IpaiCore
import IpaiPostgres

/// The rows of skills and their versions in PostgreSQL.
enum PostgresSkillRows {
  /// A version with its row.
  struct Found: Sendable {
    let id: Int64
    let skillID: Int64
    let skill: StoredSkill
  }

  private static let columns = """
    SELECT v.id, v.skill_id, v.digest, s.name, v.version, v.status, v.description, v.form, s.source, v.id = s.latest_id,
      extract(epoch FROM v.added_at)::bigint, extract(epoch FROM v.updated_at)::bigint, (v.manifest -> 'metadata')::text
    FROM mcp.skill s JOIN mcp.skill_version v ON v.skill_id = s.id
    """

  private static func found(_ row: PostgresRow, _ machine: MachineName) throws -> Found {
    let digest = row.text(2) ?? ""
    let metadata = try row.text(12).map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
    let skill = StoredSkill(
      name: row.text(3) ?? "", version: row.text(4) ?? "", status: row.text(5).flatMap(SkillStatus.init) ?? .dev,
      description: row.text(6) ?? "", metadata: metadata ?? [:], digest: "sha256:" + digest,
      form: row.text(7).flatMap(SkillForm.init) ?? .folder, source: row.text(8).map(machine.local),
      isLatest: row.boolean(9) ?? false,
      added: Timestamp(seconds: try row.integer(10) ?? 0), updated: Timestamp(seconds: try row.integer(11) ?? 0))
    return Found(id: try row.integer(0) ?? 0, skillID: try row.integer(1) ?? 0, skill: skill)
  }

  private static func skills(_ rows: PostgresRows, _ machine: MachineName) throws -> [StoredSkill] {
    try rows.map { try found($0, machine).skill }
  }

  /// Whether row-level security holds for the user, and no policy shows them every version.
  static func showsReleasesOnly(_ connection: PostgresConnection) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT pg_catalog.row_security_active(c.oid) AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_policy p CROSS JOIN LATERAL pg_catalog.unnest(p.polroles) AS r (role)
        WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*') AND pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
          AND CASE WHEN r.role = 0 THEN true ELSE pg_catalog.pg_has_role(r.role, 'USAGE') END)
      FROM pg_catalog.pg_class c WHERE c.oid = 'mcp.skill_version'::regclass
      """)
    return rows.first?.boolean(0) ?? false
  }

  /// The names of all skills.
  static func names(_ connection: PostgresConnection) async throws -> Set<String> {
    let rows = try await connection.query("SELECT name FROM mcp.skill")
    return Set((0..<rows.count).compactMap { rows[$0].text(0) })
  }

  /// The latest version of each skill that has one of the statuses, from the one after `after` on, at most `most`.
  static func latest(
    _ connection: PostgresConnection, with statuses: Set<SkillStatus>, after: String?, most: Int?
  ) async throws -> [StoredSkill] {
    let rows = try await connection.query(
      columns + """
         WHERE v.id = s.latest_id AND ($1::text[] = '{}' OR v.status = ANY ($1))
           AND ($2::text IS NULL OR s.name > $2) ORDER BY s.name LIMIT $3
        """,
      [
        .texts(statuses.map(\.rawValue)), PostgresValue(after), PostgresValue(most.map(Int64.init)),
      ])
    return try skills(rows, connection.machine)
  }

  /// A version of a skill, the latest one where `version` is nil; nil when there is none.
  static func find(_ connection: PostgresConnection, _ name: String, version: String?) async throws -> Found? {
    let rows = try await connection.query(
      columns + " WHERE s.name = $1 AND CASE WHEN $2::text IS NULL THEN v.id = s.latest_id ELSE v.version = $2 END",
      [.text(name), PostgresValue(version)])
    return try rows.first.map { try found($0, connection.machine) }
  }

  /// A version of a skill. Throws `IpaiError(.notFound)` when there is none.
  static func row(_ connection: PostgresConnection, _ name: String, version: String?) async throws -> Found {
    // PostgreSQL stores no NUL, and so nothing has such a name.
    guard !name.utf8.contains(0), version?.utf8.contains(0) != true else {
      throw SkillErrors.unknown(name, version: version)
    }
    if let found = try await find(connection, name, version: version) { return found }
    let latest = try await find(connection, name, version: nil)
    throw SkillErrors.unknown(name, version: latest == nil ? nil : version)
  }

  /// All versions of a skill, the one that was added last first.
  static func versions(_ connection: PostgresConnection, of name: String) async throws -> [StoredSkill] {
    let rows = try await connection.query(
      columns + " WHERE s.name = $1 ORDER BY v.id = s.latest_id DESC, v.added_at DESC, v.id DESC", [.text(name)])
    return try skills(rows, connection.machine)
  }

  /// The latest versions of the skills whose source is a path or lies beneath it, by source.
  static func sources(_ connection: PostgresConnection, beneath path: String) async throws -> [String: StoredSkill] {
    let rows = try await connection.query(
      columns + " WHERE v.id = s.latest_id AND (s.source = $1 OR starts_with(s.source, $1 || '/'))",
      [.text(connection.machine.stored(path))])
    let found = try skills(rows, connection.machine).compactMap { skill in skill.source.map { ($0, skill) } }
    return Dictionary(found) { $1 }
  }

  /// What a version says of itself.
  static func manifest(_ connection: PostgresConnection, _ id: Int64) async throws -> SkillManifest {
    let rows = try await connection.query(
      "SELECT manifest::text FROM mcp.skill_version WHERE id = $1", [.integer(id)])
    do {
      return try JSONDecoder().decode(SkillManifest.self, from: Data((rows.first?.text(0) ?? "").utf8))
    } catch {
      throw IpaiError(.unavailable, "the manifest of a skill in the database cannot be read", cause: error)
    }
  }

  /// The files of a version.
  static func tree(_ connection: PostgresConnection, _ version: Int64) async throws -> SkillTree {
    let rows = try await connection.query(
      """
      SELECT f.path, f.executable, c.bytes FROM mcp.skill_file f JOIN mcp.skill_content c ON c.digest = f.digest
      WHERE f.version_id = $1
      """, [.integer(version)])
    return SkillTree(
      (0..<rows.count).map { number in
        let row = rows[number]
        return SkillFile(
          path: row.text(0) ?? "", isExecutable: row.boolean(1) ?? false, content: Data(row.bytes(2) ?? []))
      })
  }

  /// The moves of all versions of a skill, oldest first.
  static func history(_ connection: PostgresConnection, of name: String) async throws -> [SkillStatusChange] {
    let rows = try await connection.query(
      """
      SELECT v.version, c.from_status, c.to_status, c.digest, c.changed_by, extract(epoch FROM c.changed_at)::bigint, c.reason
      FROM mcp.skill_status_change c JOIN mcp.skill_version v ON v.id = c.version_id JOIN mcp.skill s ON s.id = v.skill_id
      WHERE s.name = $1 ORDER BY c.id
      """, [.text(name)])
    return try (0..<rows.count).compactMap { number in
      let row = rows[number]
      guard let to = row.text(2).flatMap(SkillStatus.init) else { return nil }
      return SkillStatusChange(
        version: row.text(0) ?? "", from: row.text(1).flatMap(SkillStatus.init), to: to,
        digest: "sha256:" + (row.text(3) ?? ""), by: row.text(4) ?? "",
        date: Timestamp(seconds: try row.integer(5) ?? 0), reason: row.text(6) ?? "")
    }
  }
}
