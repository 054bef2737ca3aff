import IpaiCore
import IpaiDatabase
import IpaiGit
import IpaiSearch

/// Reads again, of the commits that an earlier ipai stored, what it did not keep: the author's time zone, and the paths
/// beyond the 20,000 it kept of a commit. Costs a look into an index when there is nothing to do.
struct FactCompletion {
  private let database: DatabaseFile
  private let isCancelled: () -> Bool
  /// Commits in one transaction.
  private static let batch = 2_000

  init(_ database: DatabaseFile, isCancelled: @escaping () -> Bool) {
    self.database = database
    self.isCancelled = isCancelled
  }

  /// Completes the commits that the repository of `gitDirectory` reaches; what cannot be read is left for a later run.
  func run(_ gitDirectory: String, path: String) throws {
    var incomplete = try next(after: 0, gitDirectory)
    guard !incomplete.isEmpty else { return }
    let reader = try CommitReader(path: path, readsDiffs: false)
    while let last = incomplete.last, !isCancelled() {
      try complete(incomplete.filter { !$0.arePathsCut }, reader)
      // One at a time, for they are large.
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
    /// nil where the paths are kept already.
    let paths: CommitFacts?
  }

  /// Reads before it writes: comparing large trees takes seconds, for which others could not write.
  private func complete(_ commits: [IncompleteCommit], _ reader: CommitReader) throws {
    let facts = commits.compactMap { read($0, reader) }
    guard !facts.isEmpty, !isCancelled() else { return }
    try database.write { db in
      var writer = CommitWriter(db)
      for facts in facts {
        // The row may be another commit's by now.
        guard try CommitWriter.find(db, facts.commit.id)?.id == facts.commit.row else { continue }
        try writer.complete(
          facts.commit.row, authoredOffset: facts.authoredOffset, isMessageCut: facts.isMessageCut, paths: facts.paths)
      }
      try CorpusVersion.wordsChanged(db, .commits)
    }
  }

  /// nil where this clone lacks the commit or its trees, which another one may have, and when cancelled.
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
