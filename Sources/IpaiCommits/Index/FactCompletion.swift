import IpaiCore
import IpaiDatabase
import IpaiGit
import IpaiSearch

/// Completes the commits that an earlier ipai stored by reading again what it did not keep: the author's time zone, and the
/// paths of a commit beyond the first 20,000. It costs one look into an index when there is nothing to do.
struct FactCompletion {
  private let database: DatabaseFile
  private let isCancelled: () -> Bool
  /// How many commits are written in one transaction.
  private static let batch = 2_000

  /// Completes commits of `database` until cancelled.
  init(_ database: DatabaseFile, isCancelled: @escaping () -> Bool) {
    self.database = database
    self.isCancelled = isCancelled
  }

  /// Completes the commits that the repository with this git directory reaches; what cannot be read is left for a later run.
  func run(_ gitDirectory: String, path: String) throws {
    var incomplete = try next(after: 0, gitDirectory)
    guard !incomplete.isEmpty else { return }
    let reader = try CommitReader(path: path, readsDiffs: false)
    while let last = incomplete.last, !isCancelled() {
      try complete(incomplete.filter { !$0.arePathsCut }, reader)
      // One at a time, because they are large.
      for commit in incomplete where commit.arePathsCut { try complete([commit], reader) }
      incomplete = try next(after: last.row, gitDirectory)
    }
  }

  private func next(after row: Int64, _ gitDirectory: String) throws -> [IncompleteCommit] {
    try database.read { try IncompleteCommit.next($0, after: row, gitDirectory: gitDirectory, limit: Self.batch) }
  }

  /// What was read of a commit.
  private struct Facts {
    let commit: IncompleteCommit
    let authoredOffset: Int
    let isMessageCut: Bool
    /// nil when all paths are stored already.
    let paths: CommitFacts?
  }

  /// Reads before the transaction: comparing large trees takes seconds, during which nobody else could write.
  private func complete(_ commits: [IncompleteCommit], _ reader: CommitReader) throws {
    let facts = commits.compactMap { read($0, reader) }
    guard !facts.isEmpty, !isCancelled() else { return }
    try database.write { db in
      var writer = CommitWriter(db)
      for facts in facts {
        // The row may belong to another commit by now.
        guard try CommitWriter.find(db, facts.commit.id)?.id == facts.commit.row else { continue }
        try writer.complete(
          facts.commit.row, authoredOffset: facts.authoredOffset, isMessageCut: facts.isMessageCut, paths: facts.paths)
      }
      try CorpusVersion.wordsChanged(db, .commits)
    }
  }

  /// nil when cancelled, and when this clone lacks the commit or its trees, which another clone may have.
  private func read(_ commit: IncompleteCommit, _ reader: CommitReader) -> Facts? {
    guard !isCancelled(), let header = try? reader.headerFacts(commit.id) else { return nil }
    var paths: CommitFacts?
    if commit.arePathsCut {
      guard let facts = try? reader.facts(commit.id, isCancelled: isCancelled), !facts.changes.isEmpty else {
        return nil
      }
      paths = facts
    }
    return Facts(
      commit: commit, authoredOffset: header.authoredOffset, isMessageCut: header.isMessageCut, paths: paths)
  }
}
