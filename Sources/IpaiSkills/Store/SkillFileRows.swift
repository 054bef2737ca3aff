import Foundation
import GRDB
import IpaiCore

/// The rows of the files of skills; their content is stored once for all versions that have it.
enum SkillFileRows {
  /// The files of a version.
  static func tree(_ db: Database, _ version: Int64) throws -> SkillTree {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT f.path, f.executable, c.bytes FROM skill_file f JOIN skill_content c ON c.digest = f.digest
        WHERE f.version_id = ?
        """, arguments: [version])
    return SkillTree(rows.map { SkillFile(path: $0[0], isExecutable: $0[1], content: $0[2]) })
  }

  /// Stores the files of a version in place of those that it has.
  static func replace(_ db: Database, _ version: Int64, _ tree: SkillTree) throws {
    try db.cachedStatement(sql: "DELETE FROM skill_file WHERE version_id = ?").execute(arguments: [version])
    let content = try db.cachedStatement(sql: "INSERT OR IGNORE INTO skill_content (digest, bytes) VALUES (?, ?)")
    let file = try db.cachedStatement(
      sql: "INSERT INTO skill_file (version_id, path, executable, digest) VALUES (?, ?, ?, ?)")
    for entry in tree.files {
      let digest = Self.bytes(entry.sha256)
      try content.execute(arguments: [digest, entry.content])
      try file.execute(arguments: [version, entry.path, entry.isExecutable, digest])
    }
  }

  /// Removes content that no version has any more.
  static func removeUnused(_ db: Database) throws {
    try db.execute(
      sql:
        "DELETE FROM skill_content WHERE NOT EXISTS (SELECT 1 FROM skill_file f WHERE f.digest = skill_content.digest)")
  }

  private static func bytes(_ hexadecimal: String) -> Data {
    var bytes = Data()
    var rest = hexadecimal[...]
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
