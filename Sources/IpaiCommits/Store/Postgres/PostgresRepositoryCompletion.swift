import IpaiCore
import IpaiGit
import IpaiPostgres
import IpaiSearch

/// The last transaction of a run: it drops what the repository no longer reaches and records the tips.
struct PostgresRepositoryCompletion {
  private let connection: PostgresConnection
  private let plan: IndexPlan

  /// Works within the transaction of `connection`, which no other one that writes commits runs beside.
  init(_ connection: PostgresConnection, _ plan: IndexPlan) {
    self.connection = connection
    self.plan = plan
  }

  private var id: PostgresValue { .integer(plan.repository.id) }

  /// Returns how many commits were dropped. Does nothing and returns nil when, since the plan was made, another run has changed what it
  /// relies on or the repository was forgotten.
  func finish(now: Timestamp) async throws -> Int? {
    let rows = try await connection.query(
      "SELECT commits FROM mcp.repository WHERE id = $1 AND token = $2 AND generation = $3",
      [id, .integer(plan.repository.token), .integer(plan.repository.generation)])
    // Another run, which may have been killed since, may have made commits findable that this plan does not know about.
    guard let found = try rows.first?.integer(0), Int(found) - plan.dropped.count <= plan.mostFound else { return nil }
    let dropped = try await drop()
    if dropped > 0 { try await SegmentStore(connection, .commits).changed() }
    try await recordUnreadable()
    try await connection.query(
      """
      UPDATE mcp.repository
      SET selection = $2, tips = $3, shallow = $4, boundary = $5, complete = true, generation = generation + 1,
        indexed_at = $6, commits = commits - $7
      WHERE id = $1
      """,
      [
        id, .text(plan.selection.encoded), .bytes(plan.tips.flatMap(\.bytes)), .boolean(!plan.boundary.isEmpty),
        .bytes(plan.boundary.sorted().flatMap(\.bytes)), .integer(now.seconds), .integer(Int64(dropped)),
      ])
    return dropped
  }

  private func drop() async throws -> Int {
    guard !plan.dropped.isEmpty else { return 0 }
    let dropped = try await connection.query(
      """
      DELETE FROM mcp.reachable
      WHERE repository_id = $1 AND commit_id IN (SELECT id FROM mcp.git_commit WHERE oid = ANY ($2::bytea[]))
      """, [id, .blobs(plan.dropped.map { Array($0.bytes) })])
    try await PostgresUnreadableRows.delete(connection, plan.dropped, of: plan.repository.id)
    return dropped.changed
  }

  /// Records which commits cannot be read. After a walk of the whole history, all others can.
  private func recordUnreadable() async throws {
    if plan.isFull {
      let known = Set(plan.broken).union(plan.added)
      let mended = try await PostgresUnreadableRows.missing(connection, of: plan.repository.id).filter {
        !known.contains($0)
      }
      try await PostgresUnreadableRows.delete(connection, mended, of: plan.repository.id)
    }
    let broken = Set(plan.broken).map { UnreadableCommit(commit: $0, object: $0) }
    try await PostgresUnreadableRows.insert(connection, broken, of: plan.repository.id)
  }
}
