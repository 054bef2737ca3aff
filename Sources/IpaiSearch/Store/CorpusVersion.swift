package import GRDB

/// The numbers in the table `corpus` that change with what a search of a corpus can find, so that caches know when to be
/// read anew. (`PRAGMA data_version` is a number of each connection's own.)
package enum CorpusVersion {
  /// Counts the changes of the words.
  package static func words(_ db: Database, _ layout: CorpusLayout) throws -> Int64 {
    try version(db, layout.name)
  }

  /// Notes that a search by words may find something else from now on.
  package static func wordsChanged(_ db: Database, _ layout: CorpusLayout) throws {
    try db.cachedStatement(sql: "UPDATE corpus SET version = version + 1 WHERE name = ?")
      .execute(arguments: [layout.name])
  }

  /// What the vectors are as of now: it differs after any change, and between copies of a database that went different
  /// ways.
  static func vectors(_ db: Database, _ layout: CorpusLayout) throws -> Int64 {
    try version(db, layout.vectors.versionName)
  }

  /// Notes that vectors were added or removed.
  package static func vectorsChanged(_ db: Database, _ layout: CorpusLayout) throws {
    try db.cachedStatement(sql: "UPDATE corpus SET version = random() WHERE name = ?")
      .execute(arguments: [layout.vectors.versionName])
  }

  private static func version(_ db: Database, _ name: String) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT version FROM corpus WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [name]) ?? 0
  }
}
