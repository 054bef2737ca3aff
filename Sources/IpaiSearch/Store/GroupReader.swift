import GRDB
import IpaiDatabase

/// Reads which documents of a corpus are parts of the same whole.
enum GroupReader {
  /// All documents of the table, whatever a search is about.
  static func read(_ db: Database, _ table: GroupTable) throws -> DocumentGroups {
    let statement = try db.cachedStatement(
      sql: "SELECT id, \(table.whole), \(table.isAlone), \(table.isTitled) FROM \(table.name) ORDER BY id")
    var parts: [DocumentGroups.Part] = []
    try statement.forEachRawRow { row in
      parts.append(
        DocumentGroups.Part(
          document: row.integer(0), whole: Int64(row.integer(1)), isAlone: row.integer(2) != 0,
          isTitled: row.integer(3) != 0))
    }
    return DocumentGroups(parts)
  }
}
