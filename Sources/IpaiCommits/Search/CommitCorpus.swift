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
  package func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> CommitScope {
    try CommitScope.resolve(request.repository, in: database)
  }

  /// The commit that `like` names as a revision. Throws what `CommitLookup.show` throws.
  package func example(_ request: SearchRequest, in database: DatabaseFile) throws -> SearchExample? {
    guard let revision = request.like else { return nil }
    let commit = try CommitLookup(database).show(revision, in: request.repository ?? request.folder ?? "/")
    guard let id = ObjectID(hex: commit.id) else {
      throw IpaiError(.internal, "\(commit.id) is not the id of a commit")
    }
    let text = MessageText(commit.message)
    return SearchExample(
      corpus: layout.name, id: Array(id.bytes), text: text.subject + "\n" + text.bodyWithoutTrailers)
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
    let commits = try ids.commits(db, CommitFilter(scope, request.filter), isWord: isWord, limit: limit)
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
      var commit = try StoredCommit.fetch(db, id, paths: StoredCommit.shownPaths)
    else { return nil }
    if let path = scope.repository?.path { commit.repository = path }
    let text = MessageText(commit.message)
    let score = writer.score(ranked)
    let match: MatchedLine?
    if ranked.name > 0 {
      match = CommitIDQuery(request)?.match(commit.id)
    } else {
      match = writer.bestLine(of: Self.texts(commit, text), score)
    }
    return SearchHit(
      corpus: layout.name, id: commit.id, score: score, date: commit.committed, title: String(text.subject),
      place: commit.repository ?? "", match: match, payload: commit)
  }

  /// What is shown of a commit, by field.
  private static func texts(_ commit: StoredCommit, _ text: MessageText) -> [(field: String, text: Substring)] {
    let paths = commit.changes.map(\.path).joined(separator: "\n")
    return [("subject", text.subject), ("body", text.bodyWithoutTrailers), ("paths", paths[...])]
  }

  /// Adds how the index differs from the repository, and what it lacks.
  package func describe(
    _ coverage: inout CorpusCoverage, _ db: Database, for request: SearchRequest, in scope: CommitScope
  ) throws {
    let gaps = try IndexGaps.read(db, scope.repository, countsPaths: !request.filter.paths.isEmpty)
    coverage.isComplete = scope.repository?.isComplete ?? true
    coverage.behind = scope.staleness?.behind
    coverage.ahead = scope.staleness?.ahead
    if gaps.withoutAllWords > 0 { coverage.withoutAllWords = gaps.withoutAllWords }
    if gaps.withoutAllPaths > 0 { coverage.withoutAllPaths = gaps.withoutAllPaths }
  }
}

extension StoredCommit: HitPayload {}
