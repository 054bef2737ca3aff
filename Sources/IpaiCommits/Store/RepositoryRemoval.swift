import GRDB
import IpaiSearch

/// Removes what no repository needs any more from the database, in transactions that each leave it correct.
enum RepositoryRemoval {
  /// Removes the repository. Its commits can no longer be found through it, but stay stored.
  static func removeRow(_ db: Database, _ repository: IndexedRepository) throws {
    try db.execute(sql: "DELETE FROM repository WHERE id = ?", arguments: [repository.id])
    try CorpusVersion.wordsChanged(db, .commits)
  }

  /// Removes a batch of commits that nothing reaches; returns how many there were.
  static func removeUnreachable(_ db: Database) throws -> Int {
    let ids = try Int64.fetchSet(
      db,
      sql: "SELECT id FROM git_commit WHERE id NOT IN (SELECT commit_id FROM reachable) LIMIT ?",
      arguments: [WordRemoval.batch])
    try CommitWordRemoval(db).remove(ids)
    let delete = try db.cachedStatement(sql: "DELETE FROM git_commit WHERE id = ?")
    for id in ids { try delete.execute(arguments: [id]) }
    if !ids.isEmpty { try CorpusVersion.vectorsChanged(db, .commits) }
    return ids.count
  }

  /// Removes people and paths that no commit refers to any more.
  static func removeUnused(_ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM path WHERE id NOT IN (SELECT path_id FROM changed_path);
        DELETE FROM person
        WHERE id NOT IN (SELECT author_id FROM git_commit) AND id NOT IN (SELECT committer_id FROM git_commit);
        """)
  }
}
