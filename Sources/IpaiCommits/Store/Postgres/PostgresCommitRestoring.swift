import IpaiCore
import IpaiGit
import IpaiPostgres
import IpaiSearch

/// Writes commits of another store into PostgreSQL, in one transaction that leaves it correct.
struct PostgresCommitRestoring {
  private let connection: PostgresConnection

  /// Works within the transaction of `connection`, which no other one that writes commits runs beside.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Stores commits unless as much or something else is known of them by now, and makes them findable in the repositories that are still
  /// there. `places`: what is known of the segments of words.
  func restore(_ restoration: CommitRestoration, _ places: SegmentPlaces) async throws {
    guard !restoration.isEmpty else { return }
    let there = try await PostgresCopiedCommits.commits(connection, restoration.commits.map(\.commit.id), places)
    let wanted = restoration.wanted(there)
    let replaced = wanted.compactMap { there[$0.commit.id] }
    let segments = SegmentStore(connection, .commits)
    try await segments.changed()
    try await segments.withdraw(replaced.filter(\.hasWords).map(\.row))
    try await VectorTableStore(connection, .commits).remove(CommitRestoration.changed(wanted, there))
    _ = try await PostgresCommitWriter(connection).write(
      wanted.map { WrittenCommit($0.commit, fields: $0.fields) },
      known: Dictionary(replaced.map { ($0.id, $0.row) }, uniquingKeysWith: { $1 }))
    let partial = wanted.filter { $0.commit.words < 2 }.compactMap { there[$0.commit.id]?.row }
    try await PostgresBatchWriter.othersMayWantMore(connection, partial)
    for repository in restoration.reaching where try await isThere(repository) {
      let rows = try await PostgresCommitRows.stored(connection, restoration.reached[repository.id] ?? [])
      try await PostgresBatchWriter.addReachable(connection, rows.values.map(\.row), from: repository.id)
    }
  }

  private func isThere(_ repository: IndexedRepository) async throws -> Bool {
    try await connection.query(
      "SELECT FROM mcp.repository WHERE id = $1 AND token = $2", [.integer(repository.id), .integer(repository.token)]
    ).count > 0
  }

  /// Records what was copied of a repository. Does nothing and returns false when it is not as it was when the copy began, or has other
  /// commits.
  func finish(_ copy: RepositoryCopy) async throws -> Bool {
    let row = copy.row
    let rows = try await connection.query(
      "SELECT commits FROM mcp.repository WHERE id = $1 AND token = $2 AND generation = $3",
      [.integer(row.id), .integer(row.token), .integer(row.generation)])
    guard let found = try rows.first?.count(0), copy.isWhole(found) else { return false }
    try await SegmentStore(connection, .commits).changed()
    let dropped = try await connection.query(
      """
      DELETE FROM mcp.reachable
      WHERE repository_id = $1 AND commit_id IN (SELECT id FROM mcp.git_commit WHERE oid = ANY ($2::bytea[]))
      """, [.integer(row.id), .blobs(copy.dropped.map { Array($0.bytes) })])
    try await connection.query("DELETE FROM mcp.unreadable WHERE repository_id = $1", [.integer(row.id)])
    try await PostgresUnreadableRows.insert(connection, copy.source.unreadable, of: row.id)
    try await record(copy.source.row, in: row.id, dropped: dropped.changed)
    return true
  }

  private func record(_ source: IndexedRepository, in row: Int64, dropped: Int) async throws {
    try await connection.query(
      """
      UPDATE mcp.repository
      SET path = $2, selection = $3, tips = $4, shallow = $5, boundary = $6, complete = $7, generation = generation + $8,
        indexed_at = $9, commits = commits - $10
      WHERE id = $1
      """,
      [
        .integer(row), .text(connection.machine.stored(source.path)), .text(source.selection),
        .bytes(source.tips.flatMap(\.bytes)),
        .boolean(source.isShallow), source.boundary.map { .bytes($0.sorted().flatMap(\.bytes)) } ?? .null,
        .boolean(source.isComplete), .integer(source.generation > 0 ? 1 : 0), .integer(source.indexedAt.seconds),
        .integer(Int64(dropped)),
      ])
  }
}
