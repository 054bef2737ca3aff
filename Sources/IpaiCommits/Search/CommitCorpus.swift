package import GRDB
import IpaiCore
package import IpaiDatabase
import IpaiGit
package import IpaiSearch

/// The commits of a database, as a corpus that can be searched.
package struct CommitCorpus: DocumentCorpus {
  /// `CorpusLayout.commits`.
  package let layout = CorpusLayout.commits
  /// Author, date and path.
  package let filters: Set<SearchFilter> = [.author, .date, .path]

  /// The commits of whatever database is passed to its methods.
  package init() {}

  /// One repository or all of them. Throws what `CommitScope.resolve` throws.
  package func scope(_ request: SearchRequest, in database: DatabaseFile) async throws -> CommitScope {
    try await CommitScope.resolve(request.repository, in: SQLiteCommitStore(database))
  }

  /// The commit that `like` names as a revision. Throws what `CommitLookup.show` throws.
  package func example(_ request: SearchRequest, in database: DatabaseFile) async throws -> SearchExample? {
    try await CommitExample.of(request, in: SQLiteCommitStore(database))
  }

  /// The commits that match author, date and path. Throws `IpaiError(.usage)` for a bad pattern.
  package func kept(
    _ db: Database, by request: SearchRequest, in scope: CommitScope, size: Int
  ) throws -> [UInt8]? {
    let filter = CommitFilter(scope, request.filter)
    guard !filter.isOpen else { return nil }
    return try CommitRows.kept(db, by: filter, size: size)
  }

  /// The commits whose ids are in the query.
  package func named(
    _ db: Database, by request: SearchRequest, in scope: CommitScope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? {
    guard let ids = CommitIDQuery(request) else { return nil }
    let filter = CommitFilter(scope, request.filter)
    let commits = try ids.commits(isWord: isWord, limit: limit) {
      try CommitRows.numbers(db, filter, $0.prefix, limit: $0.limit)
    }
    return NamedDocuments(commits, isWhole: ids.isWhole)
  }

  /// The id of a commit, 20 bytes.
  package func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] {
    Array(try CommitRows.id(db, ofNumber: number).bytes)
  }

  /// The row of a commit.
  package func document(_ db: Database, ofID id: [UInt8]) throws -> Int? { try CommitRows.number(db, ofID: id) }

  /// The hit for a commit, whose payload is a `StoredCommit`.
  package func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest,
    in scope: CommitScope
  ) throws -> SearchHit? {
    guard let id = ObjectID(bytes: id),
      let commit = try StoredCommit.fetch(db, id, paths: StoredCommit.shownPaths)
    else { return nil }
    return commit.hit(ranked, writer, for: request, in: scope)
  }

  /// Adds how the index differs from the repository, and what it lacks.
  package func describe(
    _ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: CommitScope
  ) throws {
    let gaps = try IndexGaps.read(db, scope.repository, countsPaths: !request.filter.paths.isEmpty)
    scope.describe(&coverage, gaps)
  }
}
