import GRDB
package import IpaiCore
package import IpaiDatabase
package import IpaiEmbedding
package import IpaiGit
package import IpaiSearch

/// The commits of an embedded database.
package struct SQLiteCommitStore: CommitStore {
  let database: DatabaseFile

  /// Keeps everything in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package var place: String { database.path }
  package var isShared: Bool { false }
  package func size() -> Int { database.sizeOnDisk }

  package func repositories() throws -> [IndexedRepository] { try database.read { try IndexedRepository.all($0) } }

  package func repository(at location: String) throws -> IndexedRepository? {
    try database.read { try IndexedRepository.find($0, location) }
  }

  package func begin(_ start: RepositoryStart) throws -> IndexedRepository {
    try database.write { try IndexedRepository.begin($0, start) }
  }

  package func complete(_ plan: IndexPlan, now: Timestamp) throws -> Int? {
    try database.write { try RepositoryCompletion($0, plan).finish(now: now) }
  }

  package func remove(_ repository: IndexedRepository) throws {
    try database.write { try RepositoryRemoval.removeRow($0, repository) }
  }

  package func removeUnreachable() throws -> Int { try database.write { try RepositoryRemoval.removeUnreachable($0) } }

  package func removeUnused() throws -> Bool {
    try database.write { try RepositoryRemoval.removeUnused($0) }
    return try database.giveBackFreeSpace()
  }
}

extension SQLiteCommitStore {
  package func stored(_ commits: [ObjectID]) throws -> [ObjectID: CommitWordState] {
    try database.read { db in
      var states: [ObjectID: CommitWordState] = [:]
      for id in commits { states[id] = try CommitWriter.find(db, id) }
      return states
    }
  }

  package func reachable(from repository: IndexedRepository) throws -> [ObjectID: Int] {
    try database.read { try ReachableCommits.words($0, repository: repository.id) }
  }

  package func hasAny(before date: Timestamp, in repository: IndexedRepository) throws -> Bool {
    try database.read { try ReachableCommits.hasAny($0, before: date, repository: repository.id) }
  }

  package func unreadable(of repository: IndexedRepository, limit: Int?) throws -> [UnreadableCommit] {
    try database.read { try UnreadableCommit.all($0, repository: repository.id, limit: limit) }
  }

  package func missing(of repository: IndexedRepository) throws -> [ObjectID] {
    try database.read { try UnreadableCommit.missing($0, repository: repository.id) }
  }

  package func write(_ batch: CommitBatch, to repository: IndexedRepository) throws -> Bool {
    try database.write { try BatchWriter($0, repository).write(batch) }
  }

  package func removeWords(of rows: [Int64], isCancelled: @escaping @Sendable () -> Bool) throws {
    try database.write { try CommitWordRemoval($0, isCancelled: isCancelled).remove(Set(rows)) }
  }

  package func optimize(isCancelled: () -> Bool, report: (Int) -> Void) throws {
    try WordOptimization(database, .commits).run(isCancelled: isCancelled, report: report)
  }

  package func incomplete(after row: Int64, of gitDirectory: String, limit: Int) throws -> [IncompleteCommit] {
    try database.read { try IncompleteCommit.next($0, after: row, gitDirectory: gitDirectory, limit: limit) }
  }

  package func add(_ facts: [CompletedFacts]) throws {
    try database.write { db in
      var writer = CommitWriter(db)
      for facts in facts {
        // The row may belong to another commit by now.
        guard try CommitWriter.find(db, facts.commit.id)?.row == facts.commit.row else { continue }
        try writer.complete(facts)
      }
      try CorpusVersion.wordsChanged(db, .commits)
    }
  }

  package func embed(
    _ repository: IndexedRepository, with encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool,
    report: (_ done: Int, _ total: Int) -> Void
  ) throws -> Int {
    try VectorFilling(database, .commits, encoder, parts: { CommitText($0).parts }, isCancelled: isCancelled)
      .run(members: repository.members, report: report)
  }
}

extension SQLiteCommitStore {
  package func list(_ filter: CommitFilter, after: PageCursor?, most: Int?) throws -> [ListedCommit] {
    try database.read { try ListedCommit.all($0, filter, after: after, most: most) }
  }

  package func commits(_ ids: [ObjectID], paths: Int, _ take: (StoredCommit) throws -> Void) throws {
    try database.readInParts(ids, { db, id in try StoredCommit.fetch(db, id, paths: paths) }, take)
  }

  package func commits(startingWith prefix: ObjectIDPrefix) throws -> [StoredCommit] {
    try database.read { try StoredCommit.find($0, prefix) }
  }

  package func ids(startingWith prefixes: [ObjectIDPrefix]) throws -> [ObjectIDPrefix: [ObjectID]] {
    try database.read { db in
      var ids: [ObjectIDPrefix: [ObjectID]] = [:]
      for prefix in prefixes { ids[prefix] = try CommitRows.ids(db, startingWith: prefix, limit: 2) }
      return ids
    }
  }

  package func gaps(in repository: IndexedRepository?, countsPaths: Bool) throws -> IndexGaps {
    try database.read { try IndexGaps.read($0, repository, countsPaths: countsPaths) }
  }

  package func counts(of repository: IndexedRepository, model: String?) throws -> IndexCounts {
    try database.read { db in
      IndexCounts(
        indexed: try RepositoryCounts.indexed(db, repository.gitDirectory), stored: try RepositoryCounts.stored(db),
        unreachable: try RepositoryCounts.unreachable(db),
        withoutVectors: try model.map {
          try VectorStore.missingCount(db, .commits, members: repository.members, revision: $0)
        }, withoutDiffWords: try IndexGaps.read(db, repository, countsPaths: false).withoutAllWords)
    }
  }

  package func commitCount() throws -> Int { try database.read { try RepositoryCounts.stored($0) } }
}
