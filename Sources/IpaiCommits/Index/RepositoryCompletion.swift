import Foundation
import GRDB
import IpaiCore
import IpaiGit

/// The last transaction of a run: what the repository no longer reaches goes, and the tips are recorded.
struct RepositoryCompletion {
  private let db: Database
  private let plan: IndexPlan

  init(_ db: Database, _ plan: IndexPlan) {
    self.db = db
    self.plan = plan
  }

  /// Returns how many commits were dropped; nil, and nothing is done, when another run has completed since the plan
  /// was made or a commit of the plan is not there, as after a `forget` in between.
  func finish(now: Timestamp, skipped: Set<String>) throws -> Int? {
    guard try isCurrent() else { return nil }
    let dropped = try plan.dropped.map(drop) ?? dropAllBut(plan.added, skipped)
    guard let dropped else { return nil }
    if dropped > 0 { try CommitWriter.corpusChanged(db) }
    try db.execute(
      sql: """
        UPDATE repository SET selection = ?, tips = ?, shallow = ?, complete = 1, generation = generation + 1, indexed_at = ?
        WHERE id = ?
        """,
      arguments: [
        plan.selection.encoded, Data(plan.tips.flatMap(\.bytes)), !plan.boundary.isEmpty, now.seconds,
        plan.repository.id,
      ])
    return dropped
  }

  private func isCurrent() throws -> Bool {
    let generation = try Int64.fetchOne(
      db, sql: "SELECT generation FROM repository WHERE id = ?", arguments: [plan.repository.id])
    return generation == plan.repository.generation
  }

  private func drop(_ ids: [ObjectID]) throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        DELETE FROM reachable
        WHERE repository_id = ? AND commit_id = (SELECT id FROM git_commit WHERE oid = ?)
        """)
    return try ids.reduce(0) { count, id in
      try statement.execute(arguments: [plan.repository.id, id.data])
      return count + db.changesCount
    }
  }

  /// nil when one of the commits is not stored.
  private func dropAllBut(_ ids: [ObjectID], _ skipped: Set<String>) throws -> Int? {
    try db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY); DELETE FROM temp.kept")
    let keep = try db.cachedStatement(sql: "INSERT OR IGNORE INTO temp.kept (id) VALUES (?)")
    for id in ids {
      if let stored = try CommitWriter.find(db, id) {
        try keep.execute(arguments: [stored.id])
      } else if !skipped.contains(id.hex) {
        return nil
      }
    }
    try db.execute(
      sql: "DELETE FROM reachable WHERE repository_id = ? AND commit_id NOT IN (SELECT id FROM temp.kept)",
      arguments: [plan.repository.id])
    return db.changesCount
  }
}
