package import GRDB

/// The numbers in the table `corpus` that change whenever a search of a corpus can find something else, so that caches know
/// when to reload. (`PRAGMA data_version` differs between connections.)
package enum CorpusVersion {
  /// How often the words have changed.
  package static func words(_ db: Database, _ layout: CorpusLayout) throws -> Int64 {
    try version(db, layout.name)
  }

  /// Records that a search by words may find something else from now on.
  package static func wordsChanged(_ db: Database, _ layout: CorpusLayout) throws {
    // A corpus without a row gets one: an update that changes no row would leave stale caches unnoticed.
    try db.cachedStatement(
      sql: """
        INSERT INTO corpus (name, version) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET version = version + 1
        """
    ).execute(arguments: [layout.name])
  }

  /// The version of the vectors: it differs after any change, and between copies of a database that have diverged.
  static func vectors(_ db: Database, _ layout: CorpusLayout) throws -> Int64 {
    try version(db, layout.vectors.versionName)
  }

  /// Records that vectors were added or removed.
  package static func vectorsChanged(_ db: Database, _ layout: CorpusLayout) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO corpus (name, version) VALUES (?, random())
        ON CONFLICT (name) DO UPDATE SET version = excluded.version
        """
    ).execute(arguments: [layout.vectors.versionName])
  }

  private static func version(_ db: Database, _ name: String) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT version FROM corpus WHERE name = ?")
    return try Int64.fetchOne(statement, arguments: [name]) ?? 0
  }
}
