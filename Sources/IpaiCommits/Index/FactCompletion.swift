import IpaiCore
import IpaiGit

/// Completes the commits that an earlier ipai stored by reading again what it did not keep: the author's time zone, and the
/// paths of a commit beyond the first 20,000. It costs one look into an index when there is nothing to do.
struct FactCompletion {
  private let store: any CommitStore
  private let isCancelled: () -> Bool
  /// How many commits are written in one transaction.
  private static let batch = 2_000

  /// Completes commits of `store` until cancelled.
  init(_ store: any CommitStore, isCancelled: @escaping () -> Bool) {
    self.store = store
    self.isCancelled = isCancelled
  }

  /// Completes the commits that the repository with this git directory reaches; what cannot be read is left for a later run.
  func run(_ gitDirectory: String, path: String) async throws {
    var incomplete = try await next(after: 0, gitDirectory)
    guard !incomplete.isEmpty else { return }
    let reader = try CommitReader(path: path, readsDiffs: false)
    while let last = incomplete.last, !isCancelled() {
      try await complete(incomplete.filter { !$0.arePathsCut }, reader)
      // One at a time, because they are large.
      for commit in incomplete where commit.arePathsCut { try await complete([commit], reader) }
      incomplete = try await next(after: last.row, gitDirectory)
    }
  }

  private func next(after row: Int64, _ gitDirectory: String) async throws -> [IncompleteCommit] {
    try await store.incomplete(after: row, of: gitDirectory, limit: Self.batch)
  }

  /// Reads before the transaction: comparing large trees takes seconds, during which nobody else could write.
  private func complete(_ commits: [IncompleteCommit], _ reader: CommitReader) async throws {
    let facts = commits.compactMap { read($0, reader) }
    guard !facts.isEmpty, !isCancelled() else { return }
    try await store.add(facts)
  }

  /// nil when cancelled, and when this clone lacks the commit or its trees, which another clone may have.
  private func read(_ commit: IncompleteCommit, _ reader: CommitReader) -> CompletedFacts? {
    guard !isCancelled(), let header = try? reader.headerFacts(commit.id) else { return nil }
    var paths: CommitFacts?
    if commit.arePathsCut {
      guard let facts = try? reader.facts(commit.id, isCancelled: isCancelled), !facts.changes.isEmpty else {
        return nil
      }
      paths = facts
    }
    return CompletedFacts(
      commit: commit, authoredOffset: header.authoredOffset, isMessageCut: header.isMessageCut, paths: paths)
  }
}
