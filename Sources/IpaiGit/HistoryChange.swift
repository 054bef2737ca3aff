/// The commits that references gained and lost when they moved.
package struct HistoryChange {
  /// The commits that the new tips reach and the old ones do not.
  package let added: CommitWalk
  /// The commits that the old tips reach and the new ones do not, newest first.
  package let dropped: [ObjectID]

  /// Compares old tips with new ones, by a walk from both sides when history was rewritten. Old tips that no longer exist
  /// are ignored. Throws `IpaiError(.interrupted)` when cancelled.
  package init(
    _ repository: borrowing GitRepository, from old: [ObjectID], to new: [ObjectID],
    limits: CommitWalk.Limits = .init(), isCancelled: () -> Bool = { false }
  ) throws {
    added = try CommitWalk(repository, from: new, hiding: old, limits: limits, isCancelled: isCancelled)
    if added.reachedAllHidden {
      dropped = []
    } else {
      dropped = try CommitWalk(repository, from: old, hiding: new, limits: limits, isCancelled: isCancelled).commits
    }
  }
}
