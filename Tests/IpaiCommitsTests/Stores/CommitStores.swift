import Foundation
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

/// Both stores, in which the same is done.
struct CommitStores {
  let database: DatabaseFile
  let pool: PostgresPool
  let sqlite: SQLiteCommitStore
  let postgres: PostgresCommitStore
  let local: CommitSearchIndex
  let shared: PostgresIndex<PostgresCommitCorpus>

  init(_ meaning: SearchMeaning? = nil) async throws {
    database = try DatabaseFile.inMemory()
    pool = try await PostgresFixture.migrated().pool()
    sqlite = SQLiteCommitStore(database)
    postgres = PostgresCommitStore(pool)
    local = CommitSearchIndex(database, meaning: meaning)
    shared = PostgresIndex(PostgresCommitCorpus(), in: pool, meaning: meaning)
  }

  static let now = Timestamp(seconds: 1_735_689_600)

  /// Runs something in both stores, whose outcomes are to be equal.
  @discardableResult
  func both<Value: Equatable>(
    _ what: String = "", _ run: (any CommitStore) async throws -> Value
  ) async throws -> Value {
    let one = try await run(sqlite)
    let other = try await run(postgres)
    #expect(one == other, "\(what)")
    return one
  }

  /// Indexes in both stores.
  @discardableResult
  func index(
    _ path: String, _ selection: Selection = Selection(), rebuild: Bool = false, jobs: Int = 2,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws -> IndexSummary {
    let request = IndexRequest(path: path, selection: selection, jobs: jobs, rebuild: rebuild, now: Self.now)
    return try await both("index") { try await CommitIndexer($0, request, isCancelled: isCancelled).run() }
  }

  /// Searches in both stores; returns the ids of what is found. `tolerance`: by how much scores may differ.
  @discardableResult
  func search(
    _ query: String, in path: String?, mode: SearchMode? = .lexical, tolerance: Double = 0.0001,
    _ change: (inout SearchRequest) -> Void = { _ in }
  ) async throws -> [String] {
    var request = SearchRequest(query: query, repository: path, maxResults: 500, mode: mode)
    change(&request)
    let one = try await local.search(request)
    let other = try await shared.search(request)
    let twins = Dictionary(other.hits.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    #expect(one.hits.count == other.hits.count, "\(query)")
    for hit in one.hits {
      guard let twin = twins[hit.id] else {
        Issue.record("\(query): \(hit.id) is missing")
        continue
      }
      #expect(abs(twin.score.total - hit.score.total) <= tolerance, "\(query) \(hit.id)")
      #expect(twin.match == hit.match && twin.title == hit.title && twin.date == hit.date, "\(query) \(hit.id)")
      #expect(twin.place == hit.place && twin.payload as? StoredCommit == hit.payload as? StoredCommit)
    }
    #expect(one.coverage == other.coverage, "\(query)")
    return one.hits.map(\.id)
  }

  /// Lists commits of both stores.
  @discardableResult
  func list(_ filter: DocumentFilter = DocumentFilter(), in path: String?) async throws -> [StoredCommit] {
    try await both("list \(filter)") { store in
      var commits: [StoredCommit] = []
      _ = try await CommitLookup(store).list(in: path, filter, PageRequest(maxResults: nil)) { commits.append($0) }
      return commits
    }
  }

  /// The status of a repository in both stores, but for where they are.
  @discardableResult
  func status(_ path: String, model: String? = nil) async throws -> IndexStatus {
    try await both("status") { store in
      var status = try await IndexStatus.read(path, store, model: model)
      #expect(status.databaseBytes > 0 || status.database == ":memory:")
      status.database = ""
      status.databaseBytes = 0
      return status
    }
  }

  /// How many rows tables of the PostgreSQL database have.
  func count(_ table: String) async throws -> Int64? {
    try await pool.withConnection { try await $0.number("SELECT count(*) FROM mcp.\(table)") }
  }
}
