import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiGit
import IpaiSearch

/// Brings the index of a repository up to date, in batches that each leave it correct.
package struct CommitIndexer {
  private let database: DatabaseFile
  private let request: IndexRequest
  private let isCancelled: @Sendable () -> Bool
  private let report: (IndexProgress) -> Void
  private var summary = IndexSummary(repository: "")

  /// How many commits are written in one transaction at most.
  private static let batchSize = 2_000
  /// How many new commits a first build needs for the index to be merged into one segment.
  private static let worthOptimizing = 1_000

  /// A run for `request`; `report` is called on the thread of `run`.
  package init(
    _ database: DatabaseFile, _ request: IndexRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping (IndexProgress) -> Void = { _ in }
  ) {
    self.database = database
    self.request = request
    self.isCancelled = isCancelled
    self.report = report
  }

  /// Indexes and returns what was done. An interruption is not an error; what was done is kept.
  ///
  /// Throws `IpaiError`: `.usage` for limits that make no sense, `.notFound` when there is no such repository or reference,
  /// `.unavailable` for a full disk.
  package consuming func run() throws -> IndexSummary {
    try request.check()
    let git = try GitRepository(containing: request.path)
    summary.repository = git.path
    // Checked before anything is written, so that a reference that names nothing leaves no trace.
    _ = try request.selection.tips(in: git)
    do {
      try bringUpToDate(git)
      try FactCompletion(database, isCancelled: isCancelled).run(git.gitDirectory, path: request.path)
    } catch let error as IpaiError where error.code == .interrupted {
      summary.isInterrupted = true
    }
    summary.isInterrupted = summary.isInterrupted || isCancelled()
    try count(git.gitDirectory)
    return summary
  }

  /// Counts what can be found and what is missing in the whole repository, not only in this run.
  private mutating func count(_ gitDirectory: String) throws {
    try database.read { db in
      guard let row = try IndexedRepository.find(db, gitDirectory) else { return }
      summary.indexed = row.commits
      summary.skipped = try UnreadableCommit.missing(db, repository: row.id).map(\.hex)
      let gaps = try IndexGaps.read(db, row, countsPaths: true)
      summary.withoutAllBlobs = gaps.withoutAllWords
      summary.withoutAllPaths = gaps.withoutAllPaths
    }
  }

  private mutating func bringUpToDate(_ git: borrowing GitRepository) throws {
    var full = request.rebuild
    var rebuilds = request.rebuild
    while true {
      report(IndexProgress(phase: .walking, done: 0, total: 0))
      let directory = git.gitDirectory
      let path = git.path
      let now = request.now
      let row = try database.write { [rebuilds] in
        try IndexedRepository.begin(
          $0, gitDirectory: directory, path: path, selection: request.selection, rebuild: rebuilds, now: now)
      }
      let planner = try IndexPlanner(request.path, row, request.selection, database, isCancelled: isCancelled)
      let plan = try planner.plan(full: full, rebuild: rebuilds, database)
      summary.isShallow = plan.isShallow
      try removeWords(of: plan, all: rebuilds)
      rebuilds = false
      let isWritten = try read(plan)
      if isCancelled() { return }
      if isWritten, try finish(plan) { return try optimizeAfterFirstBuild(plan) }
      // Another process has finished meanwhile, perhaps for other tips, or has removed what this run relied on: go over the
      // whole history again, most of which is stored.
      full = true
    }
  }

  /// Removes the old words of commits that are read again: of all commits in a rebuild, otherwise of those without diffs.
  private func removeWords(of plan: IndexPlan, all: Bool) throws {
    let stale = try database.read { db in
      try plan.added.compactMap { id -> Int64? in
        guard let stored = try CommitWriter.find(db, id), stored.words > 0 else { return nil }
        let isStale = try all || CommitBatchReader.isMissing(db, id, plan.selection.wantedWords, plan.boundary)
        return isStale ? stored.id : nil
      }
    }
    for start in stride(from: 0, to: stale.count, by: WordRemoval.batch) {
      if isCancelled() { return }
      report(IndexProgress(phase: .removing, done: start, total: stale.count))
      let ids = Set(stale[start..<min(start + WordRemoval.batch, stale.count)])
      try database.write { try CommitWordRemoval($0, isCancelled: isCancelled).remove(ids) }
    }
  }

  /// Reads and writes what the plan adds; false, with the rest undone, when another process has changed what it relies on.
  private mutating func read(_ plan: IndexPlan) throws -> Bool {
    let commits = plan.added
    let size = min(Self.batchSize, max(25, commits.count / (request.jobs * 4)))
    let pieces = (commits.count + size - 1) / size
    guard pieces > 0 else { return true }
    let path = request.path
    let database = self.database
    let isCancelled = self.isCancelled
    let work = OrderedWork(threads: min(request.jobs, pieces)) {
      let reader = try CommitBatchReader(plan, path: path, database, isCancelled: isCancelled)
      return { start in try reader.read(commits[start..<min(start + size, commits.count)]) }
    }
    var starts = stride(from: 0, to: commits.count, by: size).makeIterator()
    var done = 0
    let results = work.start { starts.next() }
    defer { results.stop() }
    while let batch = try results.next() {
      guard try database.write({ try BatchWriter($0, plan.repository).write(batch) }) else { return false }
      summary.read += batch.records.count
      done += batch.commits.count + batch.broken.count
      report(IndexProgress(phase: .reading, done: done, total: commits.count))
    }
    return true
  }

  /// Drops what is no longer reachable and marks the repository as complete; false when another run did so meanwhile.
  private mutating func finish(_ plan: IndexPlan) throws -> Bool {
    let now = request.now
    let dropped = try database.write { db -> Int? in
      try RepositoryCompletion(db, plan).finish(now: now)
    }
    summary.dropped += dropped ?? 0
    return dropped != nil
  }

  private func optimizeAfterFirstBuild(_ plan: IndexPlan) throws {
    guard plan.repository.generation == 0 || request.rebuild, summary.read >= Self.worthOptimizing else { return }
    try WordOptimization(database, .commits).run(isCancelled: isCancelled) {
      report(IndexProgress(phase: .optimizing, done: $0, total: 0))
    }
  }
}
