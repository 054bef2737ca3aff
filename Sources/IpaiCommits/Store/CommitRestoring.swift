import GRDB
import IpaiCore
import IpaiGit
import IpaiSearch

/// Writes commits of another store into an embedded database, in one transaction that leaves it correct.
struct CommitRestoring {
  private let db: Database

  /// Works within the write transaction of `db`.
  init(_ db: Database) { self.db = db }

  /// Stores commits unless as much or something else is known of them by now, and makes them findable in the repositories that are still
  /// there.
  func restore(_ restoration: CommitRestoration) throws {
    let there = try CopiedCommitRows.commits(db, restoration.commits.map(\.commit.id))
    let wanted = restoration.wanted(there)
    let replaced = wanted.compactMap { there[$0.commit.id] }
    try CommitWordRemoval(db).remove(Set(replaced.filter(\.hasWords).map(\.row)))
    try CopiedCommitVectorRows(db).remove(CommitRestoration.changed(wanted, there))
    var writer = CommitWriter(db)
    for (commit, fields) in wanted {
      let row = try writer.write(WrittenCommit(commit, fields: fields))
      if there[commit.id] != nil, commit.words < 2 { try BatchWriter.othersMayWantMore(db, row) }
    }
    for repository in restoration.reaching where try repository.isThere(db) {
      for id in restoration.reached[repository.id] ?? [] {
        guard let row = try CommitWriter.find(db, id)?.row else { continue }
        try CommitWriter.addReachable(db, repository: repository.id, commit: row)
      }
    }
    if !restoration.isEmpty { try CorpusVersion.wordsChanged(db, .commits) }
  }

  /// Records what was copied of a repository. Does nothing and returns false when it is not as it was when the copy began, or has other
  /// commits.
  func finish(_ copy: RepositoryCopy) throws -> Bool {
    let (row, source) = (copy.row, copy.source)
    let found = try Int.fetchOne(db, sql: "SELECT commits FROM repository WHERE id = ?", arguments: [row.id])
    guard try row.isUnchanged(db), let found, copy.isWhole(found) else { return false }
    try drop(copy.dropped, from: row.id)
    try db.execute(sql: "DELETE FROM unreadable WHERE repository_id = ?", arguments: [row.id])
    for entry in source.unreadable { try entry.insert(db, repository: row.id) }
    try db.execute(
      sql: """
        UPDATE repository
        SET path = ?, selection = ?, tips = ?, shallow = ?, boundary = ?, complete = ?, generation = generation + ?,
          indexed_at = ?
        WHERE id = ?
        """,
      arguments: [
        source.row.path, source.row.selection, ObjectID.data(source.row.tips), source.row.isShallow,
        source.row.boundary.map { ObjectID.data($0.sorted()) }, source.row.isComplete,
        source.row.generation > 0 ? 1 : 0,
        source.row.indexedAt.seconds, row.id,
      ])
    try CorpusVersion.wordsChanged(db, .commits)
    return true
  }

  private func drop(_ commits: [ObjectID], from repository: Int64) throws {
    let statement = try db.cachedStatement(
      sql: """
        DELETE FROM reachable
        WHERE repository_id = ? AND commit_id = (SELECT id FROM git_commit WHERE oid = ?)
        """)
    for id in commits { try statement.execute(arguments: [repository, id.data]) }
  }
}
