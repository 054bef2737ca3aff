import IpaiCore
import IpaiGit
import IpaiSearch

/// Brings the index of a repository up to date, in batches that each leave it correct.
package struct CommitIndexer {
  private let store: any CommitStore
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
    _ store: any CommitStore, _ request: IndexRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping (IndexProgress) -> Void = { _ in }
  ) {
    self.store = store
    self.request = request
    self.isCancelled = isCancelled
    self.report = report
  }

  /// Indexes and returns what was done. An interruption is not an error; what was done is kept.
  ///
  /// Throws `IpaiError`: `.usage` for limits that make no sense, `.notFound` when there is no such repository or reference,
  /// `.unavailable` for a full disk.
  package consuming func run() async throws -> IndexSummary {
    try request.check()
    let git = try GitRepository(containing: request.path)
    summary.repository = git.path
    // Checked before anything is written, so that a reference that names nothing leaves no trace.
    _ = try request.selection.tips(in: git)
    try await checkOwner(git)
    do {
      try await bringUpToDate(git)
      try await FactCompletion(store, isCancelled: isCancelled).run(git.gitDirectory, path: request.path)
    } catch let error as IpaiError where error.code == .interrupted {
      summary.isInterrupted = true
    }
    summary.isInterrupted = summary.isInterrupted || isCancelled()
    try await count(git.gitDirectory)
    return summary
  }

  /// A machine that shares the store may have another repository at the same path, which is not to be replaced by this one.
  ///
  /// Throws `IpaiError(.conflict)` when the two have no commit in common. Of shallow clones that cannot be told.
  private func checkOwner(_ git: borrowing GitRepository) async throws {
    guard store.isShared, let row = try await store.repository(at: git.gitDirectory), !row.isShallow,
      git.shallowBoundary.isEmpty
    else { return }
    for tip in row.tips where git.contains(tip) { return }
    let known = try await store.reachable(from: row).keys
    for commit in known where git.contains(commit) { return }
    guard !known.isEmpty else { return }
    throw IpaiError(
      .conflict, "another repository is indexed as \(git.path) in \(store.place): they have no commit in common",
      hint:
        "if it is that of another machine, give this one a name with IPAI_MACHINE; if it is gone, forget it: \(IndexCommand.forgetting(git.path))"
    )
  }

  /// Counts what can be found and what is missing in the whole repository, not only in this run.
  private mutating func count(_ gitDirectory: String) async throws {
    guard let row = try await store.repository(at: gitDirectory) else { return }
    summary.indexed = row.commits
    summary.skipped = try await store.missing(of: row).map(\.hex)
    let gaps = try await store.gaps(in: row, countsPaths: true)
    summary.withoutAllBlobs = gaps.withoutAllWords
    summary.withoutAllPaths = gaps.withoutAllPaths
  }

  private mutating func bringUpToDate(_ git: borrowing GitRepository) async throws {
    var full = request.rebuild
    var rebuilds = request.rebuild
    while true {
      report(IndexProgress(phase: .walking, done: 0, total: 0))
      let row = try await store.begin(
        RepositoryStart(
          gitDirectory: git.gitDirectory, path: git.path, selection: request.selection, isRebuild: rebuilds,
          now: request.now))
      let planner = try await IndexPlanner(request.path, row, request.selection, store, isCancelled: isCancelled)
      let plan = try await planner.plan(full: full, rebuild: rebuilds, store)
      summary.isShallow = plan.isShallow
      let present = try await removeWords(of: plan, all: rebuilds)
      rebuilds = false
      let isWritten = try await read(plan, present: present)
      if isCancelled() { return }
      if isWritten, try await finish(plan) { return try await optimizeAfterFirstBuild(plan) }
      // Another process has finished meanwhile, perhaps for other tips, or has removed what this run relied on: go over the
      // whole history again, most of which is stored.
      full = true
    }
  }

  /// Removes the old words of commits that are read again: of all commits in a rebuild, otherwise of those without diffs. Returns the commits
  /// that need not be read.
  private func removeWords(of plan: IndexPlan, all: Bool) async throws -> Set<ObjectID> {
    let stored = try await store.stored(plan.added)
    var present: Set<ObjectID> = []
    var stale: [Int64] = []
    for id in plan.added {
      guard let state = stored[id] else { continue }
      let isBoundary = plan.boundary.contains(id)
      if !all, !state.needsReading(for: plan.selection.wantedWords, isBoundary: isBoundary) {
        present.insert(id)
      } else if state.words > 0 {
        stale.append(state.row)
      }
    }
    for start in stride(from: 0, to: stale.count, by: WordRemoval.batch) {
      if isCancelled() { break }
      report(IndexProgress(phase: .removing, done: start, total: stale.count))
      let rows = Array(stale[start..<min(start + WordRemoval.batch, stale.count)])
      try await store.removeWords(of: rows, isCancelled: isCancelled)
    }
    return present
  }

  /// Reads and writes what the plan adds; false, with the rest undone, when another process has changed what it relies on.
  private mutating func read(_ plan: IndexPlan, present: Set<ObjectID>) async throws -> Bool {
    let commits = plan.added
    let size = min(Self.batchSize, max(25, commits.count / (request.jobs * 4)))
    let pieces = (commits.count + size - 1) / size
    guard pieces > 0 else { return true }
    let path = request.path
    let isCancelled = self.isCancelled
    let work = OrderedWork(threads: min(request.jobs, pieces)) {
      let reader = try CommitBatchReader(plan, path: path, present: present, isCancelled: isCancelled)
      return { start in try reader.read(commits[start..<min(start + size, commits.count)]) }
    }
    var starts = stride(from: 0, to: commits.count, by: size).makeIterator()
    var done = 0
    let results = work.start { starts.next() }
    defer { results.stop() }
    while let batch = try results.next() {
      guard try await store.write(batch, to: plan.repository) else { return false }
      summary.read += batch.records.count
      done += batch.commits.count + batch.broken.count
      report(IndexProgress(phase: .reading, done: done, total: commits.count))
    }
    return true
  }

  /// Drops what is no longer reachable and marks the repository as complete; false when another run did so meanwhile.
  private mutating func finish(_ plan: IndexPlan) async throws -> Bool {
    let dropped = try await store.complete(plan, now: request.now)
    summary.dropped += dropped ?? 0
    return dropped != nil
  }

  private func optimizeAfterFirstBuild(_ plan: IndexPlan) async throws {
    guard plan.repository.generation == 0 || request.rebuild, summary.read >= Self.worthOptimizing else { return }
    try await store.optimize(isCancelled: isCancelled) { steps in
      report(IndexProgress(phase: .optimizing, done: steps, total: 0))
    }
  }
}
