import GRDB
import IpaiDatabase

/// Reads which documents of a corpus are parts of the same whole.
enum GroupReader {
  /// All documents of the table, whatever a search is about.
  static func read(_ db: Database, _ table: GroupTable) throws -> DocumentGroups {
    let statement = try db.cachedStatement(
      sql: "SELECT id, \(table.whole), \(table.isAlone) FROM \(table.name) ORDER BY id")
    var parts: [(document: Int, whole: Int64, isAlone: Bool)] = []
    try statement.forEachRawRow { row in
      parts.append((row.integer(0), Int64(row.integer(1)), row.integer(2) != 0))
    }
    return DocumentGroups(parts)
  }
}
