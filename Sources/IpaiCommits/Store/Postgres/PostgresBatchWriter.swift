import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Writes batches of commits, each in one transaction that leaves the index correct.
struct PostgresBatchWriter {
  private let connection: PostgresConnection
  private let repository: IndexedRepository

  /// Works within the transaction of `connection`, which no other one that writes commits runs beside.
  init(_ connection: PostgresConnection, _ repository: IndexedRepository) {
    self.connection = connection
    self.repository = repository
  }

  /// Stores what was read and makes the batch's commits findable.
  ///
  /// Returns false when the repository, or a commit that was stored when the batch was read, has been forgotten since. What could be written
  /// is then written, and the run has to start again.
  func write(_ batch: CommitBatch) async throws -> Bool {
    // Repeated for every batch, because another run may have completed in between.
    let there = try await connection.query(
      "UPDATE mcp.repository SET complete = false WHERE id = $1 AND token = $2",
      [.integer(repository.id), .integer(repository.token)])
    guard there.changed > 0 else { return false }
    try await SegmentStore(connection, .commits).changed()
    var rows = try await PostgresCommitRows.stored(connection, batch.commits).mapValues(\.row)
    let records = batch.commits.compactMap { batch.records[$0] }
    rows.merge(try await PostgresCommitWriter(connection).store(records)) { $1 }
    try await note(batch, rows)
    let partial = records.filter { !$0.hasDiffWords }.compactMap { rows[$0.facts.id] }
    try await Self.othersMayWantMore(connection, partial, than: repository.id)
    try await Self.addReachable(connection, batch.commits.compactMap { rows[$0] }, from: repository.id)
    return batch.commits.allSatisfy { rows[$0] != nil }
  }

  /// Makes commits findable in a repository.
  static func addReachable(
    _ connection: PostgresConnection, _ commits: [Int64], from repository: Int64
  ) async throws {
    let added = try await connection.query(
      """
      INSERT INTO mcp.reachable (repository_id, commit_id) SELECT $1, c FROM unnest($2::bigint[]) AS c
      ON CONFLICT DO NOTHING
      """, [.integer(repository), .integers(commits)])
    try await connection.query(
      "UPDATE mcp.repository SET commits = commits + $2 WHERE id = $1",
      [.integer(repository), .integer(Int64(added.changed))])
  }

  /// Marks other repositories that reach one of these commits as incomplete: it may have had all the words of its diff before it was read
  /// again, and those repositories may want them. `repository`: the one that they were read for; 0 for none.
  static func othersMayWantMore(
    _ connection: PostgresConnection, _ commits: [Int64], than repository: Int64 = 0
  ) async throws {
    guard !commits.isEmpty else { return }
    try await connection.query(
      """
      UPDATE mcp.repository SET complete = false
      WHERE complete AND id <> $1 AND id IN (SELECT repository_id FROM mcp.reachable WHERE commit_id = ANY ($2::bigint[]))
      """, [.integer(repository), .integers(commits)])
  }

  private func note(_ batch: CommitBatch, _ rows: [ObjectID: Int64]) async throws {
    let broken = Set(batch.broken)
    var unreadable = broken.map { UnreadableCommit(commit: $0, object: $0) }
    var readable: [ObjectID] = []
    for id in batch.commits where rows[id] != nil && !broken.contains(id) {
      if let object = batch.records[id]?.unreadable {
        unreadable.append(UnreadableCommit(commit: id, object: object))
      } else {
        readable.append(id)
      }
    }
    try await PostgresUnreadableRows.delete(connection, readable, of: repository.id)
    try await PostgresUnreadableRows.insert(connection, unreadable, of: repository.id)
  }
}
