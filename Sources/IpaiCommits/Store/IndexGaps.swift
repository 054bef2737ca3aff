import GRDB

/// How many commits can be found and are not known whole, so that a search or a filter may miss them.
package struct IndexGaps: Sendable, Equatable {
  /// Commits without all of their paths: objects are missing or damaged, or there are more paths than are kept.
  package var withoutAllPaths = 0
  /// Commits without all words of their diffs, because objects are missing or damaged.
  package var withoutDiffWords = 0

  /// The gaps of a repository; those of all where it is nil. Paths are looked at where `countsPaths` says so.
  static func read(_ db: Database, _ repository: IndexedRepository?, countsPaths: Bool) throws -> IndexGaps {
    let repositories = try repository.map { [$0] } ?? IndexedRepository.all(db)
    return try repositories.reduce(into: IndexGaps()) { gaps, row in
      let wanted = Selection(encoded: row.selection)?.wantedWords ?? 0
      gaps.withoutDiffWords += try UnreadableCommit.countWithoutAllWords(db, repository: row.id, wanted: wanted)
      if countsPaths { gaps.withoutAllPaths += try withoutAllPaths(db, repository: row.id) }
    }
  }

  private static func withoutAllPaths(_ db: Database, repository: Int64) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM (
          SELECT c.id FROM git_commit c INDEXED BY git_commit_with_cut_paths
          CROSS JOIN reachable r ON r.commit_id = c.id AND r.repository_id = ?1 WHERE c.paths_cut = 1
          UNION
          SELECT c.id FROM unreadable u JOIN git_commit c ON c.oid = u.commit_oid
          WHERE u.repository_id = ?1 AND NOT EXISTS (SELECT 1 FROM changed_path p WHERE p.commit_id = c.id))
        """, arguments: [repository]) ?? 0
  }
}
