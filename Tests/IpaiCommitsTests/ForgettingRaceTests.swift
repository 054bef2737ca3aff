import Foundation
import IpaiCommits
import IpaiCore
import IpaiDatabase
import Synchronization
import TestSupport
import Testing

/// `forget` in one place while a run of `index` elsewhere counts on what it takes away.
@Suite struct ForgettingRaceTests {
  private let folder: TemporaryFolder
  private let database: DatabaseFile

  init() throws {
    folder = try TemporaryFolder()
    database = try DatabaseFile.forWriting(folder.file("ipai.db"))
  }

  private func index(
    _ repository: TestRepository, isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping (IndexProgress) -> Void = { _ in }
  ) throws -> IndexSummary {
    let request = IndexRequest(path: repository.path, selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    // Only called on this thread.
    nonisolated(unsafe) let report = report
    let store = SQLiteCommitStore(database)
    return try CallingThread.run {
      try await CommitIndexer(store, request, isCancelled: isCancelled, report: report).run()
    }
  }

  private func forget(_ repository: TestRepository) throws {
    let other = try DatabaseFile.forWriting(folder.file("ipai.db"))
    let path = repository.path
    _ = try CallingThread.run { try await RepositoryForgetting(SQLiteCommitStore(other)).forget(path) }
  }

  /// A commit that another clone brought is on its way into this one's reach while that clone is forgotten: it is read again.
  @Test(arguments: [true, false])
  func aSharedCommitThatIsForgottenIsReadAgain(isFirstRun: Bool) async throws {
    let repository = try TestRepository()
    try repository.commit("base", seconds: 1)
    if !isFirstRun { _ = try index(repository) }
    let clone = try TestRepository(cloning: repository.path)
    let shared = try clone.commit("shared", files: ["a": "walrus"], seconds: 2)
    _ = try index(clone)
    try repository.git("pull", "-q", clone.path, "main")
    try repository.commit("own", files: ["b": "penguin"], seconds: 3)
    // The first question comes when the stored commits have been told from the others, and before anything is written.
    let isForgotten = Mutex(false)
    let own = pthread_self()
    let summary = try index(
      repository,
      isCancelled: {
        isForgotten.withLock { isForgotten in
          // Batches are read on other threads than the test's own.
          guard !isForgotten, pthread_self() != own else { return }
          isForgotten = true
          #expect(throws: Never.self) { try forget(clone) }
        }
        return false
      })
    #expect(isForgotten.withLock { $0 })
    #expect(summary.indexed == 3)
    #expect(try await CommitLookup(SQLiteCommitStore(database)).show(shared, in: repository.path).message == "shared")
    #expect(try await IndexStatus.read(repository.path, SQLiteCommitStore(database)).indexed == 3)
  }

  @Test func aRepositoryForgottenWhileItIsIndexedIsIndexedWhole() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 120)
    let isForgotten = Mutex(false)
    let summary = try index(
      repository,
      report: { progress in
        guard progress.phase == .reading, !isForgotten.withLock({ $0 }) else { return }
        isForgotten.withLock { $0 = true }
        #expect(throws: Never.self) { try forget(repository) }
      })
    #expect(isForgotten.withLock { $0 })
    #expect(summary.indexed == 120)
    #expect(try await IndexStatus.read(repository.path, SQLiteCommitStore(database)).isComplete)
  }

  /// SQLite gives the id of a row that is gone to the next one.
  @Test func theIdOfAForgottenRepositoryIsNotTakenForItsOwn() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 120)
    let other = try TestRepository()
    try other.commit("other")
    let isDone = Mutex(false)
    let summary = try index(
      repository,
      report: { progress in
        guard progress.phase == .reading, !isDone.withLock({ $0 }) else { return }
        isDone.withLock { $0 = true }
        #expect(throws: Never.self) {
          try forget(repository)
          _ = try index(other)
        }
      })
    #expect(isDone.withLock { $0 })
    #expect(summary.indexed == 120)
    #expect(try await IndexStatus.read(other.path, SQLiteCommitStore(database)).indexed == 1)
  }
}
