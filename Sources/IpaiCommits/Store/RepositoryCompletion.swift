import Foundation
import GRDB
import IpaiCore
import IpaiGit
import IpaiSearch

/// The last transaction of a run: it drops what the repository no longer reaches and records the tips.
struct RepositoryCompletion {
  private let db: Database
  private let plan: IndexPlan

  /// Works within the write transaction of `db`.
  init(_ db: Database, _ plan: IndexPlan) {
    self.db = db
    self.plan = plan
  }

  /// Returns how many commits were dropped. Does nothing and returns nil when, since the plan was made, another run has
  /// changed what it relies on or the repository was forgotten.
  func finish(now: Timestamp) throws -> Int? {
    guard try plan.repository.isUnchanged(db), try !othersAdded() else { return nil }
    let dropped = try drop()
    if dropped > 0 { try CorpusVersion.wordsChanged(db, .commits) }
    try recordUnreadable()
    let boundary = plan.boundary.sorted().flatMap(\.bytes)
    try db.execute(
      sql: """
        UPDATE repository
        SET selection = ?, tips = ?, shallow = ?, boundary = ?, complete = 1, generation = generation + 1, indexed_at = ?
        WHERE id = ?
        """,
      arguments: [
        plan.selection.encoded, Data(plan.tips.flatMap(\.bytes)), !plan.boundary.isEmpty, Data(boundary), now.seconds,
        plan.repository.id,
      ])
    return dropped
  }

  /// True when another run, which may have been killed since, has made commits findable that this plan does not know about.
  private func othersAdded() throws -> Bool {
    let found = try Int.fetchOne(
      db, sql: "SELECT commits FROM repository WHERE id = ?", arguments: [plan.repository.id])
    return found.map { $0 - plan.dropped.count > plan.mostFound } ?? true
  }

  private func drop() throws -> Int {
    let statement = try db.cachedStatement(
      sql: """
        DELETE FROM reachable
        WHERE repository_id = ? AND commit_id = (SELECT id FROM git_commit WHERE oid = ?)
        """)
    return try plan.dropped.reduce(0) { count, id in
      try statement.execute(arguments: [plan.repository.id, id.data])
      let changes = db.changesCount
      try UnreadableCommit.delete(db, id, repository: plan.repository.id)
      return count + changes
    }
  }

  /// Records which commits cannot be read. After a walk of the whole history, all others can.
  private func recordUnreadable() throws {
    if plan.isFull {
      let broken = Set(plan.broken)
      let added = Set(plan.added)
      for id in try UnreadableCommit.missing(db, repository: plan.repository.id)
      where !broken.contains(id) && !added.contains(id) {
        try UnreadableCommit.delete(db, id, repository: plan.repository.id)
      }
    }
    for id in plan.broken {
      try UnreadableCommit(commit: id, object: id).insert(db, repository: plan.repository.id)
    }
  }
}
