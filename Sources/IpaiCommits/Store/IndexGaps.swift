import GRDB

/// How many commits can be found and are not known whole, so that a search or a filter may miss them.
package struct IndexGaps: Sendable, Equatable {
  /// Commits without all of their paths: objects are missing or damaged, or there are more paths than are kept.
  package var withoutAllPaths = 0
  /// Commits without paths or words of their diffs that were to be indexed, because objects are missing or damaged.
  package var withoutAllWords = 0

  /// The gaps of a repository; those of all where it is nil, each commit counted once. Paths that were too many are looked
  /// for where `countsPaths` says so.
  static func read(_ db: Database, _ repository: IndexedRepository?, countsPaths: Bool) throws -> IndexGaps {
    if try UnreadableCommit.areNone(db), try !countsPaths || areNoPathsCut(db) { return IndexGaps() }
    let repositories = try repository.map { [$0] } ?? IndexedRepository.all(db)
    return IndexGaps(
      withoutAllPaths: countsPaths ? try withoutAllPaths(db, repositories) : 0,
      withoutAllWords: try withoutAllWords(db, repositories))
  }

  private static func areNoPathsCut(_ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM git_commit INDEXED BY git_commit_with_cut_paths WHERE paths_cut = 1 LIMIT 1")
    return try Int.fetchOne(statement) == nil
  }

  private static func withoutAllPaths(_ db: Database, _ repositories: [IndexedRepository]) throws -> Int {
    try count(
      db,
      """
      SELECT c.id FROM git_commit c INDEXED BY git_commit_with_cut_paths
      CROSS JOIN reachable r ON r.commit_id = c.id AND r.repository_id IN (\(ids(repositories))) WHERE c.paths_cut = 1
      UNION
      SELECT c.id FROM unreadable u JOIN git_commit c ON c.oid = u.commit_oid
      WHERE u.repository_id IN (\(ids(repositories))) AND \(hasNoPaths)
      """)
  }

  /// Where the words of diffs are not wanted, only paths can be lacking.
  private static func withoutAllWords(_ db: Database, _ repositories: [IndexedRepository]) throws -> Int {
    let withDiffs = repositories.filter { (Selection(encoded: $0.selection) ?? Selection()).diffWords }
    return try count(
      db,
      """
      SELECT DISTINCT c.id FROM unreadable u JOIN git_commit c ON c.oid = u.commit_oid
      WHERE u.repository_id IN (\(ids(repositories)))
        AND (c.words < 2 AND u.repository_id IN (\(ids(withDiffs))) OR \(hasNoPaths))
      """)
  }

  /// True of a commit whose tree could not be read, and that no other clone has brought.
  private static let hasNoPaths: SQL = """
    NOT EXISTS (SELECT 1 FROM changed_path p WHERE p.commit_id = c.id)
    """

  private static func ids(_ repositories: [IndexedRepository]) -> SQL {
    repositories.map { "\($0.id)" as SQL }.joined(separator: ", ")
  }

  private static func count(_ db: Database, _ commits: SQL) throws -> Int {
    let request: SQLRequest<Int> = "SELECT count(*) FROM (\(commits))"
    return try request.fetchOne(db) ?? 0
  }
}
