import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport

/// An index in memory and what tests do with it.
struct TestIndex {
  let database: DatabaseFile
  init() throws { database = try DatabaseFile.inMemory() }

  var store: SQLiteCommitStore { SQLiteCommitStore(database) }

  @discardableResult
  func index(
    _ repository: TestRepository, _ selection: Selection = Selection(), rebuild: Bool = false, jobs: Int = 2,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> IndexSummary {
    let request = IndexRequest(
      path: repository.path, selection: selection, jobs: jobs, rebuild: rebuild, now: Timestamp(seconds: 1_735_689_600))
    let database = self.database
    return try CallingThread.run {
      try await CommitIndexer(SQLiteCommitStore(database), request, isCancelled: isCancelled).run()
    }
  }

  func search(_ query: String, in repository: TestRepository?, _ change: (inout SearchRequest) -> Void = { _ in })
    async throws -> [String]
  {
    var request = SearchRequest(query: query, repository: repository?.path, maxResults: 100)
    change(&request)
    return try await CommitSearchIndex(database).search(request).hits.map(\.id)
  }

  /// What a search says of how far the index is behind.
  func staleness(_ repository: TestRepository) throws -> Staleness? {
    let database = self.database
    let path = repository.path
    return try CallingThread.run {
      try await CommitScope.resolve(path, in: SQLiteCommitStore(database)).staleness
    }
  }

  func show(_ revision: String, in repository: TestRepository) throws -> StoredCommit {
    let database = self.database
    let path = repository.path
    return try CallingThread.run {
      try await CommitLookup(SQLiteCommitStore(database)).show(revision, in: path)
    }
  }

  func status(_ repository: TestRepository) throws -> IndexStatus {
    let database = self.database
    let path = repository.path
    return try CallingThread.run { try await IndexStatus.read(path, SQLiteCommitStore(database)) }
  }
}
