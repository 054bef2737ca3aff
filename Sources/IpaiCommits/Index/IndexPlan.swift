import GRDB
import IpaiCore
import IpaiDatabase
import IpaiGit

/// What one run has to do, worked out from what the repository has now and what the index has of it.
struct IndexPlan {
  let repository: IndexedRepository
  let selection: Selection
  let tips: [ObjectID]
  /// Commits to make findable, newest first; those stored already only need a row in `reachable`.
  let added: [ObjectID]
  /// Commits no longer reachable; nil when everything outside `added` is to go.
  let dropped: [ObjectID]?
  let broken: [ObjectID]
  let isShallow: Bool
  let boundary: Set<ObjectID>

  /// True when the plan goes over all the history and replaces what the repository reaches.
  var isFull: Bool { dropped == nil }

  /// A plan that costs only what changed when the index is complete for the same selection; else a full one.
  static func make(
    _ git: borrowing GitRepository, _ row: IndexedRepository, _ selection: Selection, full: Bool,
    isCancelled: () -> Bool
  ) throws -> IndexPlan {
    let tips = try selection.tips(in: git)
    let boundary = git.shallowBoundary
    let isCurrent = !full && row.isComplete && row.selection == selection.encoded && selection.isUnbounded
    var change: HistoryChange?
    if isCurrent, boundary.isEmpty, !row.isShallow, hasAll(git, row.tips) {
      change = try HistoryChange(git, from: row.tips, to: tips, isCancelled: isCancelled)
    }
    let added = try change?.added ?? CommitWalk(git, from: tips, limits: selection.limits, isCancelled: isCancelled)
    return IndexPlan(
      repository: row, selection: selection, tips: tips, added: added.commits, dropped: change?.dropped,
      broken: added.broken, isShallow: added.reachedShallowBoundary, boundary: boundary)
  }

  private static func hasAll(_ git: borrowing GitRepository, _ ids: [ObjectID]) -> Bool {
    for id in ids where !git.contains(id) { return false }
    return true
  }
}
