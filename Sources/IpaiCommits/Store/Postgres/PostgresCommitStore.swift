package import IpaiCore
package import IpaiEmbedding
package import IpaiGit
package import IpaiPostgres
package import IpaiSearch

/// The commits of a PostgreSQL database, which several machines may use at once.
///
/// One at a time writes commits, as in an embedded database; all read meanwhile, and read what they will write.
package struct PostgresCommitStore: CommitStore {
  let pool: PostgresPool
  /// What copying has learned of where words stand.
  let places = SegmentPlaces()

  /// How many ids are sent with one statement.
  private static let most = 20_000
  /// How many commits are read at once to be shown.
  private static let part = 200

  /// Keeps everything in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package var place: String { pool.place }
  package var isShared: Bool { true }

  package func size() async throws -> Int {
    let rows = try await pool.withConnection {
      try await $0.query("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")
    }
    return Int(try rows.first?.integer(0) ?? 0)
  }

  package func repositories() async throws -> [IndexedRepository] {
    try await pool.withConnection { try await PostgresRepositoryRows.all($0) }
  }

  package func repository(at location: String) async throws -> IndexedRepository? {
    try await pool.withConnection { try await PostgresRepositoryRows.find($0, location) }
  }

  package func begin(_ start: RepositoryStart) async throws -> IndexedRepository {
    try await pool.writing(.commits) { try await PostgresRepositoryRows.begin($0, start) }
  }

  package func complete(_ plan: IndexPlan, now: Timestamp) async throws -> Int? {
    try await pool.writing(.commits) { try await PostgresRepositoryCompletion($0, plan).finish(now: now) }
  }

  package func remove(_ repository: IndexedRepository) async throws {
    try await pool.writing(.commits) { try await PostgresRepositoryRemoval.removeRow($0, repository) }
  }

  package func removeUnreachable() async throws -> Int {
    try await pool.writing(.commits) { try await PostgresRepositoryRemoval.removeUnreachable($0) }
  }

  /// The server gives back the space by itself.
  package func removeUnused() async throws -> Bool {
    try await pool.writing(.commits) { try await PostgresRepositoryRemoval.removeUnused($0) }
    return true
  }
}

extension PostgresCommitStore {
  package func stored(_ commits: [ObjectID]) async throws -> [ObjectID: CommitWordState] {
    try await pool.withConnection { connection in
      var states: [ObjectID: CommitWordState] = [:]
      for start in stride(from: 0, to: commits.count, by: Self.most) {
        let some = Array(commits[start..<min(start + Self.most, commits.count)])
        states.merge(try await PostgresCommitRows.stored(connection, some)) { $1 }
      }
      return states
    }
  }

  package func reachable(from repository: IndexedRepository) async throws -> [ObjectID: Int] {
    try await pool.withConnection { try await PostgresCommitRows.reachable($0, from: repository.id) }
  }

  package func hasAny(before date: Timestamp, in repository: IndexedRepository) async throws -> Bool {
    try await pool.withConnection { try await PostgresCommitRows.hasAny($0, before: date, in: repository.id) }
  }

  package func unreadable(of repository: IndexedRepository, limit: Int?) async throws -> [UnreadableCommit] {
    try await pool.withConnection { try await PostgresUnreadableRows.all($0, of: repository.id, limit: limit) }
  }

  package func missing(of repository: IndexedRepository) async throws -> [ObjectID] {
    try await pool.withConnection { try await PostgresUnreadableRows.missing($0, of: repository.id) }
  }

  package func write(_ batch: CommitBatch, to repository: IndexedRepository) async throws -> Bool {
    try await pool.writing(.commits) { try await PostgresBatchWriter($0, repository).write(batch) }
  }

  package func removeWords(of rows: [Int64], isCancelled: @escaping @Sendable () -> Bool) async throws {
    try await pool.writing(.commits) { try await PostgresCommitWriter($0).removeWords(of: rows) }
  }

  /// Segments are merged by whoever writes.
  package func optimize(isCancelled: () -> Bool, report: (Int) -> Void) {}

  package func incomplete(after row: Int64, of gitDirectory: String, limit: Int) async throws -> [IncompleteCommit] {
    try await pool.withConnection {
      try await PostgresCommitRows.incomplete($0, after: row, of: gitDirectory, limit: limit)
    }
  }

  package func add(_ facts: [CompletedFacts]) async throws {
    try await pool.writing(.commits) { connection in
      try await PostgresCommitWriter(connection).complete(facts)
      try await SegmentStore(connection, .commits).changed()
    }
  }

  package func embed(
    _ repository: IndexedRepository, with encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool,
    report: (_ done: Int, _ total: Int) -> Void
  ) async throws -> Int {
    try await PostgresVectorFilling(
      pool, .commits, encoder, members: "s.id IN (\(PostgresRepositoryRows.members(of: repository)))",
      parts: { CommitText($0).parts }, isCancelled: isCancelled
    ).run(report: report)
  }
}

extension PostgresCommitStore {
  package func list(_ filter: CommitFilter, after: PageCursor?, most: Int?) async throws -> [ListedCommit] {
    try await pool.withConnection { try await PostgresCommitRows.list($0, filter, after: after, most: most) }
  }

  package func commits(_ ids: [ObjectID], paths: Int, _ take: (StoredCommit) throws -> Void) async throws {
    for start in stride(from: 0, to: ids.count, by: Self.part) {
      let some = Array(ids[start..<min(start + Self.part, ids.count)])
      let commits = try await pool.withConnection { try await PostgresStoredCommits.commits($0, some, paths: paths) }
      for id in some { if let commit = commits[id] { try take(commit) } }
    }
  }

  package func commits(startingWith prefix: ObjectIDPrefix) async throws -> [StoredCommit] {
    try await pool.withConnection { try await PostgresStoredCommits.commits($0, startingWith: prefix) }
  }

  package func ids(startingWith prefixes: [ObjectIDPrefix]) async throws -> [ObjectIDPrefix: [ObjectID]] {
    try await pool.withConnection { try await PostgresCommitRows.ids($0, startingWith: prefixes) }
  }

  package func gaps(in repository: IndexedRepository?, countsPaths: Bool) async throws -> IndexGaps {
    try await pool.withConnection { try await PostgresIndexGaps.read($0, repository, countsPaths: countsPaths) }
  }

  package func counts(of repository: IndexedRepository, model: String?) async throws -> IndexCounts {
    var withoutVectors: Int?
    if let model {
      withoutVectors = try await PostgresVectorFilling.missingCount(
        pool, .commits, model: model, members: "s.id IN (\(PostgresRepositoryRows.members(of: repository)))")
    }
    let gaps = try await gaps(in: repository, countsPaths: false)
    let numbers = try await pool.withConnection {
      try await PostgresRepositoryRows.counts($0, of: repository)
    }
    return IndexCounts(
      indexed: numbers.indexed, stored: numbers.stored, unreachable: numbers.unreachable,
      withoutVectors: withoutVectors, withoutDiffWords: gaps.withoutAllWords)
  }

  package func commitCount() async throws -> Int {
    let rows = try await pool.withConnection { try await $0.query("SELECT count(*) FROM mcp.git_commit") }
    return Int(try rows.first?.integer(0) ?? 0)
  }
}
