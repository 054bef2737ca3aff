import DomainTestSupport
import IpaiCommits
import IpaiCore
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import Synchronization
import TestSupport
import Testing

/// Runs that are interrupted, and several at once, in PostgreSQL as in SQLite.
@Suite(.serialized, .onOwnThreads) struct CommitRunStoreContractTests {
  private let pool: PostgresPool
  private let store: PostgresCommitStore
  private let repository: TestRepository

  init() async throws {
    pool = try await PostgresFixture.migrated().pool(most: 8)
    store = PostgresCommitStore(pool)
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 120)
  }

  private func run(
    _ path: String? = nil, _ selection: Selection = Selection(), rebuild: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }, report: @escaping (IndexProgress) -> Void = { _ in }
  ) async throws -> IndexSummary {
    let request = IndexRequest(
      path: path ?? repository.path, selection: selection, jobs: 1, rebuild: rebuild, now: CommitStores.now)
    return try await CommitIndexer(store, request, isCancelled: isCancelled, report: report).run()
  }

  /// Runs, and does something else once the first batch was written.
  private func run(
    _ selection: Selection = Selection(), meanwhile neighbor: @escaping @Sendable () async throws -> Void
  ) async throws -> IndexSummary {
    let isDone = Mutex(false)
    let summary = try await run(
      nil, selection,
      report: { progress in
        guard progress.phase == .reading, !isDone.withLock({ $0 }) else { return }
        isDone.withLock { $0 = true }
        #expect(throws: Never.self) { try CallingThread.run { try await neighbor() } }
      })
    #expect(isDone.withLock { $0 })
    return summary
  }

  /// Stops after the first batch, as a process does that is killed.
  private func runHalf(_ selection: Selection = Selection(), rebuild: Bool = false) async throws {
    let isCut = Mutex(false)
    let summary = try await run(
      nil, selection, rebuild: rebuild, isCancelled: { isCut.withLock { $0 } },
      report: { progress in if progress.phase == .reading, progress.done > 0 { isCut.withLock { $0 = true } } })
    #expect(summary.isInterrupted)
  }

  private func found(_ query: String = "parser") async throws -> Int {
    let request = SearchRequest(query: query, repository: repository.path, maxResults: 500)
    return try await PostgresIndex(PostgresCommitCorpus(), in: pool).search(request).hits.count
  }

  @Test func anInterruptedRunIsGoneOnWith() async throws {
    try await runHalf()
    let half = try await IndexStatus.read(repository.path, store)
    #expect(!half.isComplete && half.indexed > 0)
    let rest = try await run()
    #expect(rest.indexed == 120 && rest.read == 120 - half.indexed)
    let before = try await found()
    try await runHalf(rebuild: true)
    #expect(try await IndexStatus.read(repository.path, store).isComplete == false)
    #expect(try await run().indexed == 120)
    #expect(try await IndexStatus.read(repository.path, store).isComplete)
    #expect(try await found() == before)
  }

  /// Each document is in one segment, and no term leads to what is not there.
  private func checkSegments() async throws {
    let doubled = """
      SELECT count(*) FROM (
        SELECT d FROM mcp.word_segment s CROSS JOIN unnest(s.documents) d WHERE d <> 0 GROUP BY d HAVING count(*) > 1) x
      """
    let lost = """
      SELECT count(*) FROM mcp.git_commit c WHERE (c.words > 0) <> EXISTS (
        SELECT FROM mcp.word_segment s WHERE c.id = ANY (s.documents))
      """
    let counts =
      "SELECT count(*) FROM mcp.repository r WHERE commits <> (SELECT count(*) FROM mcp.reachable WHERE repository_id = r.id)"
    for query in [doubled, lost, counts] {
      #expect(try await pool.withConnection { try await $0.number(query) } == 0, "\(query)")
    }
  }

  @Test func severalRunsAtOnceLeaveWhatOneLeaves() async throws {
    let clone = try TestRepository(cloning: repository.path)
    try clone.commit("The walrus", seconds: 900_000)
    let paths = [repository.path, clone.path, repository.path, clone.path]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, path) in paths.enumerated() {
        group.addTask { _ = try await run(path, rebuild: number == 3) }
      }
      try await group.waitForAll()
    }
    for path in [repository.path, clone.path] { _ = try await run(path) }
    #expect(try await IndexStatus.read(repository.path, store).indexed == 120)
    let status = try await IndexStatus.read(clone.path, store)
    #expect(status.isComplete && status.indexed == 121 && status.storedCommits == 121 && status.behind == 0)
    try await checkSegments()
  }

  @Test(arguments: [true, false])
  func whatAKilledNeighborAddedIsNotTakenForComplete(isFirstRun: Bool) async throws {
    try repository.git("branch", "side", "main~20")
    try repository.git("update-ref", "refs/heads/main", "main~50")
    if !isFirstRun { _ = try await run() }
    try repository.git("update-ref", "refs/heads/main", "side~5")
    let summary = try await run { try await runHalf(Selection(references: ["side"])) }
    let wanted = try #require(Int(try repository.git("rev-list", "--count", "main")))
    #expect(summary.indexed == wanted)
    let status = try await IndexStatus.read(repository.path, store)
    #expect(status.isComplete && status.indexed == wanted && status.references == ["HEAD"])
    try await checkSegments()
  }

  @Test func aRebuildWithoutDiffsLeavesNoCommitWithoutThem() async throws {
    try repository.git("branch", "side", "main~20")
    try repository.git("update-ref", "refs/heads/main", "main~50")
    _ = try await run()
    try repository.git("update-ref", "refs/heads/main", "side~5")
    _ = try await run { try await runHalf(Selection(diffWords: false), rebuild: true) }
    #expect(try await pool.withConnection { try await $0.number("SELECT min(words) FROM mcp.git_commit") } == 2)
    #expect(try await IndexStatus.read(repository.path, store).isComplete)
    try await checkSegments()
  }

  @Test func aRepositoryForgottenMeanwhileIsIndexedWhole() async throws {
    let other = try TestRepository()
    try other.commit("other")
    let summary = try await run { [store, repository] in
      _ = try await RepositoryForgetting(store).forget(repository.path)
      let request = IndexRequest(path: other.path, selection: Selection(), jobs: 1, now: CommitStores.now)
      _ = try await CommitIndexer(store, request).run()
    }
    #expect(summary.indexed == 120)
    #expect(try await IndexStatus.read(repository.path, store).isComplete)
    #expect(try await IndexStatus.read(other.path, store).indexed == 1)
    try await checkSegments()
  }

  /// Who searches sees what was there or what is there, and nothing else, while others write.
  @Test func searchesGoOnMeanwhile() async throws {
    _ = try await run()
    let before = try await found()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await run(rebuild: true) }
      group.addTask {
        for _ in 0..<20 {
          let count = try await found()
          #expect(count <= before)
        }
      }
      try await group.waitForAll()
    }
    #expect(try await found() == before)
  }
}
