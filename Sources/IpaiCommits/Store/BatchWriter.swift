import GRDB
import IpaiGit
import IpaiSearch

/// Writes batches of commits, each in one transaction that leaves the index correct.
struct BatchWriter {
  private let db: Database
  private let repository: IndexedRepository

  /// Works within the write transaction of `db`.
  init(_ db: Database, _ repository: IndexedRepository) {
    self.db = db
    self.repository = repository
  }

  /// Stores what was read and makes the batch's commits findable.
  ///
  /// Returns false when the repository, or a commit that was stored when the batch was read, has been forgotten since. What
  /// could be written is then written, and the run has to start again.
  func write(_ batch: CommitBatch) throws -> Bool {
    guard try repository.isThere(db) else { return false }
    // Repeated for every batch, because another run may have completed in between.
    try db.execute(sql: "UPDATE repository SET complete = 0 WHERE id = ? AND complete = 1", arguments: [repository.id])
    try CorpusVersion.wordsChanged(db, .commits)
    var writer = CommitWriter(db)
    var isWhole = true
    var findable: [Int64] = []
    for id in batch.commits {
      let record = batch.records[id]
      guard let stored = try record.map({ try writer.store($0) }) ?? CommitWriter.find(db, id)?.row else {
        isWhole = false
        continue
      }
      findable.append(stored)
      try note(id, unreadable: record?.unreadable)
      if let record, !record.hasDiffWords { try Self.othersMayWantMore(db, stored, than: repository.id) }
    }
    for id in batch.broken { try note(id, unreadable: id) }
    // After all words: a trigger makes FTS5 write out what it holds in memory, which should happen once, not for each commit.
    for commit in findable { try CommitWriter.addReachable(db, repository: repository.id, commit: commit) }
    return isWhole
  }

  /// Marks other repositories that reach a commit as incomplete: it may have had all the words of its diff before it was read
  /// again, and those repositories may want them. `repository`: the one that it was read for; 0 for none.
  static func othersMayWantMore(_ db: Database, _ commit: Int64, than repository: Int64 = 0) throws {
    try db.cachedStatement(
      sql: """
        UPDATE repository SET complete = 0
        WHERE complete = 1 AND id <> ? AND id IN (SELECT repository_id FROM reachable WHERE commit_id = ?)
        """
    ).execute(arguments: [repository, commit])
  }

  private func note(_ commit: ObjectID, unreadable: ObjectID?) throws {
    if let unreadable {
      try UnreadableCommit(commit: commit, object: unreadable).insert(db, repository: repository.id)
    } else {
      try UnreadableCommit.delete(db, commit, repository: repository.id)
    }
  }
}
