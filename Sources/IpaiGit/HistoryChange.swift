/// What a move of references brought into reach and what it took out of it.
package struct HistoryChange {
  /// What the new tips reach and the old ones do not.
  package let added: CommitWalk
  /// What the old tips reach and the new ones do not, newest first.
  package let dropped: [ObjectID]

  /// Walks at once, from both sides where history was rewritten. Old tips that are gone count for nothing.
  package init(
    _ repository: borrowing GitRepository, from old: [ObjectID], to new: [ObjectID],
    limits: CommitWalk.Limits = .init(), isCancelled: () -> Bool = { false }
  ) throws {
    added = try CommitWalk(repository, from: new, hiding: old, limits: limits, isCancelled: isCancelled)
    dropped =
      added.reachedAllHidden
      ? [] : try CommitWalk(repository, from: old, hiding: new, limits: limits, isCancelled: isCancelled).commits
  }
}
