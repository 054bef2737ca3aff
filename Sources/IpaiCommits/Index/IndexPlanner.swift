import IpaiCore
import IpaiGit

/// Makes plans: one that costs no more than what has changed when the index is known to be right, otherwise one over the
/// whole history.
struct IndexPlanner: ~Copyable {
  private let git: GitRepository
  private let row: IndexedRepository
  private let selection: Selection
  private let isCancelled: () -> Bool
  private let boundary: Set<ObjectID>
  /// Commits with unreadable objects that can be read by now.
  private let repaired: [UnreadableCommit]
  private let unreadable: Set<ObjectID>

  /// Throws `IpaiError`: `.notFound` when the folder `path` is in no repository, and what reading the database throws.
  init(
    _ path: String, _ row: IndexedRepository, _ selection: Selection, _ store: any CommitStore,
    isCancelled: @escaping () -> Bool
  ) async throws {
    let git = try GitRepository(containing: path)
    let known = try await store.unreadable(of: row, limit: nil)
    var repaired: [UnreadableCommit] = []
    for entry in known where git.canRead(entry.object) { repaired.append(entry) }
    self.repaired = repaired
    unreadable = Set(known.map(\.commit)).subtracting(repaired.map(\.commit))
    boundary = git.shallowBoundary
    self.row = row
    self.selection = selection
    self.isCancelled = isCancelled
    self.git = git
  }

  /// The plan. `full` asks for the whole history to be walked, `rebuild` for all of it to be read again.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.notFound` when a reference names no commit.
  func plan(full: Bool, rebuild: Bool, _ store: any CommitStore) async throws -> IndexPlan {
    let tips = try selection.tips(in: git)
    if !full, !rebuild, try await isKnown(store) {
      if tips == row.tips { return plan(tips, added: [], dropped: [], broken: []) }
      if selection.isUnbounded, boundary.isEmpty, hasOldTips {
        let change = try HistoryChange(git, from: row.tips, to: tips, isCancelled: isCancelled)
        return plan(tips, added: change.added.commits, dropped: change.dropped, broken: change.added.broken)
      }
    }
    return try await wholePlan(tips, rebuild: rebuild, store)
  }

  /// True when the index is complete for the same selection, so that only the references can have changed.
  private func isKnown(_ store: any CommitStore) async throws -> Bool {
    guard row.isComplete, row.boundary == boundary, !repaired.contains(where: { $0.isWhole }) else { return false }
    if row.selection == selection.encoded { return true }
    return try await selectsTheSame(store)
  }

  /// True when only the earliest date of the commits has changed, as `2 weeks ago` does all the time, and has not moved past
  /// any of them. This compares the selections for the references as they were.
  private func selectsTheSame(_ store: any CommitStore) async throws -> Bool {
    guard var old = Selection(encoded: row.selection), let before = old.since, let since = selection.since,
      before <= since, try selection.tips(in: git) == row.tips
    else { return false }
    old.since = since
    guard old == selection else { return false }
    return try await !store.hasAny(before: since, in: row)
  }

  private var hasOldTips: Bool {
    for id in row.tips where !git.contains(id) { return false }
    return true
  }

  private func plan(
    _ tips: [ObjectID], added: [ObjectID], dropped: [ObjectID], broken: [ObjectID]
  ) -> IndexPlan {
    let known = Set(added)
    let again = repaired.map(\.commit).filter { !known.contains($0) }
    return IndexPlan(
      repository: row, selection: selection, tips: tips, boundary: boundary, added: added + again, dropped: dropped,
      mostFound: row.commits + added.count - dropped.count, broken: broken, isFull: false, isShallow: !boundary.isEmpty)
  }

  private func wholePlan(_ tips: [ObjectID], rebuild: Bool, _ store: any CommitStore) async throws -> IndexPlan {
    let walk = try CommitWalk(git, from: tips, limits: selection.limits, isCancelled: isCancelled)
    let reachable = try await store.reachable(from: row)
    var added = walk.commits
    if !rebuild { added.removeAll { isIndexed($0, words: reachable[$0]) } }
    let walked = Set(walk.commits)
    return IndexPlan(
      repository: row, selection: selection, tips: tips, boundary: boundary, added: added,
      dropped: reachable.keys.filter { !walked.contains($0) }, mostFound: walk.commits.count, broken: walk.broken,
      isFull: true, isShallow: walk.reachedShallowBoundary)
  }

  /// True when reading the commit again would add nothing; `words` is nil when it cannot be found yet.
  private func isIndexed(_ id: ObjectID, words: Int?) -> Bool {
    guard let words, words > 0 else { return false }
    return words >= selection.wantedWords || boundary.contains(id) || unreadable.contains(id)
  }
}
