import IpaiGit
package import IpaiPostgres
package import IpaiSearch

/// The commits of a PostgreSQL database, as a corpus that can be searched.
package struct PostgresCommitCorpus: PostgresCorpus {
  /// `CorpusLayout.commits`.
  package let layout = CorpusLayout.commits
  /// Author, date and path.
  package let filters: Set<SearchFilter> = [.author, .date, .path]
  /// Which of them; nil before a request has said so.
  private var scope: CommitScope?

  /// The commits of whatever database is passed to its methods.
  package init() {}

  /// Indexes what is missing.
  package var updateCommand: String { scope?.updateCommand ?? IndexCommand.ofAny }
  /// The git directory of the repository; nil for all repositories.
  package var identity: String? { scope?.identity }

  /// One repository or all of them. Throws what `CommitScope.resolve` throws.
  package func narrowed(to request: SearchRequest, in pool: PostgresPool) async throws -> PostgresCommitCorpus {
    var corpus = self
    corpus.scope = try await CommitScope.resolve(request.repository, in: PostgresCommitStore(pool))
    return corpus
  }

  /// The commit that `like` names as a revision. Throws what `CommitLookup.show` throws.
  package func example(_ request: SearchRequest, in pool: PostgresPool) async throws -> SearchExample? {
    try await CommitExample.of(request, in: PostgresCommitStore(pool))
  }

  /// The commits that the repositories reach.
  package func members(_ connection: PostgresConnection) async throws -> Set<Int64> {
    try await PostgresCommitRows.members(connection, of: scope ?? .all)
  }

  /// The commits that match author, date and path. Throws `IpaiError(.usage)` for a bad pattern.
  package func kept(_ connection: PostgresConnection, by request: SearchRequest) async throws -> Set<Int64>? {
    let filter = CommitFilter(scope ?? .all, request.filter)
    guard !filter.isOpen else { return nil }
    return try await PostgresCommitRows.kept(connection, by: filter)
  }

  /// The commits whose ids are in the query.
  package func named(
    _ connection: PostgresConnection, by request: SearchRequest, isWord: () -> Bool, limit: Int
  ) async throws -> NamedDocuments? {
    guard let ids = CommitIDQuery(request) else { return nil }
    let conditions = try await PostgresCommitConditions(connection, CommitFilter(scope ?? .all, request.filter))
    var found: [CommitIDQuery.Lookup: [Int]] = [:]
    for lookup in ids.lookups(limit: limit) {
      found[lookup] = try await PostgresCommitRows.named(connection, conditions, lookup)
    }
    let commits = ids.commits(isWord: isWord, limit: limit) { found[$0] ?? [] }
    return NamedDocuments(commits, isWhole: ids.isWhole)
  }

  /// The ids of commits, 20 bytes.
  package func ids(_ connection: PostgresConnection, of numbers: [Int64]) async throws -> [Int64: [UInt8]] {
    try await PostgresCommitRows.ids(connection, of: numbers)
  }

  /// The row of a commit.
  package func number(_ connection: PostgresConnection, ofID id: [UInt8]) async throws -> Int64? {
    guard let id = ObjectID(bytes: id) else { return nil }
    return try await PostgresCommitRows.stored(connection, [id])[id]?.row
  }

  /// The commits with these ids.
  package func payloads(
    _ connection: PostgresConnection, of documents: [ShownDocument]
  ) async throws -> [[UInt8]: StoredCommit] {
    let ids = documents.compactMap { ObjectID(bytes: $0.id) }
    let commits = try await PostgresStoredCommits.commits(connection, ids, paths: StoredCommit.shownPaths)
    return Dictionary(uniqueKeysWithValues: commits.map { (Array($0.key.bytes), $0.value) })
  }

  /// Adds how the index differs from the repository, and what it lacks.
  package func describe(
    _ coverage: CorpusCoverage, _ connection: PostgresConnection, for request: SearchRequest
  ) async throws -> CorpusCoverage {
    let scope = scope ?? .all
    let gaps = try await PostgresIndexGaps.read(
      connection, scope.repository, countsPaths: !request.filter.paths.isEmpty)
    var coverage = coverage
    scope.describe(&coverage, gaps)
    return coverage
  }

  /// The hit for a commit, whose payload is a `StoredCommit`.
  package func hit(
    _ payload: StoredCommit, _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest
  ) -> SearchHit {
    payload.hit(ranked, writer, for: request, in: scope ?? .all)
  }
}
