import GRDB

/// How many commits can be found but are not stored completely, so that a search or a filter may miss them.
package struct IndexGaps: Sendable, Equatable {
  /// How many commits lack paths: objects are missing or damaged, or there are more paths than are stored.
  package var withoutAllPaths = 0
  /// How many commits lack paths or wanted words of their diffs because objects are missing or damaged.
  package var withoutAllWords = 0

  /// The gaps of a repository, or of all repositories when it is nil, with each commit counted once. `countsPaths` says
  /// whether missing paths are counted.
  static func read(_ db: Database, _ repository: IndexedRepository?, countsPaths: Bool) throws -> IndexGaps {
    if try UnreadableCommit.areNone(db), try !countsPaths || areNoPathsCut(db) { return IndexGaps() }
    let repositories = try repository.map { [$0] } ?? IndexedRepository.all(db)
    var gaps = IndexGaps()
    if countsPaths { gaps.withoutAllPaths = try withoutAllPaths(db, repositories) }
    gaps.withoutAllWords = try withoutAllWords(db, repositories)
    return gaps
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

  /// Repositories whose selection has no words of diffs can only lack paths.
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

  /// A condition for a commit whose tree could not be read and whose paths no other clone has added.
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
