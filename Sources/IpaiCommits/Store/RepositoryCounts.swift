import GRDB

/// Numbers about the contents of the index.
enum RepositoryCounts {
  /// How many commits of the repository with this git directory can be found.
  static func indexed(_ db: Database, _ gitDirectory: String) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT commits FROM repository WHERE git_directory = ?", arguments: [gitDirectory]) ?? 0
  }

  /// How many commits are stored, of all repositories.
  static func stored(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM git_commit") ?? 0
  }

  /// How many commits are stored that no repository reaches any more.
  static func unreachable(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM git_commit WHERE id NOT IN (SELECT commit_id FROM reachable)") ?? 0
  }
}
