import GRDB

/// Numbers about a repository in the index.
enum RepositoryCounts {
  /// How many commits of the repository at this git directory can be found.
  static func indexed(_ db: Database, _ gitDirectory: String) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM reachable
        WHERE repository_id = (SELECT id FROM repository WHERE git_directory = ?)
        """, arguments: [gitDirectory]) ?? 0
  }
}
