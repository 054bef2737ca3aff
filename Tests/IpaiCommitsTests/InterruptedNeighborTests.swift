import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import Synchronization
import TestSupport
import Testing

/// Two runs of `index` for one repository, one of which is killed half-way while the other goes on.
@Suite struct InterruptedNeighborTests {
  private let folder: TemporaryFolder
  private let database: DatabaseFile
  private let repository: TestRepository

  init() throws {
    folder = try TemporaryFolder()
    database = try DatabaseFile.forWriting(folder.file("ipai.db"))
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    try repository.git("branch", "side", "main~20")
    try repository.git("update-ref", "refs/heads/main", "main~30")
  }

  private func index(
    _ selection: Selection = Selection(), rebuild: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping (IndexProgress) -> Void = { _ in }
  ) throws -> IndexSummary {
    let request = IndexRequest(
      path: repository.path, selection: selection, jobs: 1, rebuild: rebuild, now: Timestamp(seconds: 0))
    // Only called on this thread.
    nonisolated(unsafe) let report = report
    let store = SQLiteCommitStore(database)
    return try CallingThread.run {
      try await CommitIndexer(store, request, isCancelled: isCancelled, report: report).run()
    }
  }

  /// Indexes, and runs `neighbor` once, after the first batch was written.
  private func index(meanwhile neighbor: @escaping () throws -> Void) throws -> IndexSummary {
    let isDone = Mutex(false)
    let summary = try index(report: { progress in
      guard progress.phase == .reading, !isDone.withLock({ $0 }) else { return }
      isDone.withLock { $0 = true }
      #expect(throws: Never.self) { try neighbor() }
    })
    #expect(isDone.withLock { $0 })
    return summary
  }

  /// A run that stops after its first batch, as a killed one does.
  private func runHalf(_ selection: Selection, rebuild: Bool = false) throws {
    let isCut = Mutex(false)
    _ = try index(
      selection, rebuild: rebuild, isCancelled: { isCut.withLock { $0 } },
      report: { progress in if progress.phase == .reading, progress.done > 0 { isCut.withLock { $0 = true } } })
  }

  @Test(arguments: [true, false])
  func whatAKilledRunAddedIsNotTakenForComplete(isFirstRun: Bool) async throws {
    if !isFirstRun { _ = try index() }
    try repository.git("update-ref", "refs/heads/main", "side~5")
    let summary = try index(meanwhile: { try runHalf(Selection(references: ["side"])) })
    let wanted = try #require(Int(try repository.git("rev-list", "--count", "main")))
    #expect(summary.indexed == wanted)
    let status = try await IndexStatus.read(repository.path, SQLiteCommitStore(database))
    #expect(status.isComplete && status.indexed == wanted && status.references == ["HEAD"])
  }

  @Test func aKilledRebuildWithoutDiffsLeavesNoCommitWithoutThem() async throws {
    _ = try index()
    try repository.git("update-ref", "refs/heads/main", "side~5")
    _ = try index(meanwhile: { try runHalf(Selection(diffWords: false), rebuild: true) })
    let words = try database.read { db in try Int.fetchOne(db, sql: "SELECT min(words) FROM git_commit") }
    #expect(words == 2)
    #expect(try await IndexStatus.read(repository.path, SQLiteCommitStore(database)).isComplete)
  }
}
