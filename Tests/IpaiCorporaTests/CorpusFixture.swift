import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiCorpora

/// The stores that the contract suites run on.
enum CorpusStoreKind: String, CaseIterable, CustomTestStringConvertible {
  case sqlite
  case postgres

  var testDescription: String { rawValue }
}

/// An empty store, and a folder for what goes into it.
struct CorpusFixture {
  /// Where the database is.
  enum Place {
    case file(DatabaseFile)
    case shared(PostgresPool)
  }

  let folder: TemporaryFolder
  let place: Place
  let store: any CorpusStore
  let date = Timestamp(seconds: 1_700_000_000)

  init(_ kind: CorpusStoreKind, folder other: TemporaryFolder? = nil) async throws {
    folder = try other ?? TemporaryFolder()
    switch kind {
    case .sqlite:
      let database = try DatabaseFile.inMemory()
      place = .file(database)
      store = SQLiteCorpusStore(database)
    case .postgres:
      let pool = try await PostgresFixture.migrated().pool()
      place = .shared(pool)
      store = PostgresCorpusStore(pool)
    }
  }

  func source(_ corpus: String, _ path: String, exclude: [String] = []) async throws -> StoredSource {
    var source = NewSource(corpus: corpus, path: folder.file(path))
    source.exclude = exclude
    return try await store.add(source, at: date)
  }

  /// Files are old enough not to change unnoticed.
  @discardableResult
  func sync(_ source: StoredSource, isDry: Bool = false) async throws -> CorpusSyncSummary {
    let now = Int64(Date().timeIntervalSince1970 * 1e9) + 3_600_000_000_000
    return try await CorpusSync(store, at: date, now: now, isDry: isDry).run(source)
  }

  /// The search of some corpora.
  func index(_ corpora: [String], _ meaning: SearchMeaning? = nil) -> any SearchIndex {
    switch place {
    case .file(let database): PassageSearchIndex(corpora, in: database, meaning: meaning)
    case .shared(let pool): PostgresIndex(PostgresPassageCorpus(corpora), in: pool, meaning: meaning)
    }
  }

  func found(_ query: String, in corpora: [String], paths: [String] = []) async throws -> [String] {
    var request = SearchRequest(query: query, filter: DocumentFilter(paths: paths), mode: .lexical)
    request.maxResults = 50
    return try await index(corpora).search(request).hits.map { hit in
      let passage = try #require(hit.payload as? PassageHit)
      #expect(passage.path.hasPrefix(folder.path + "/"))
      return "\(passage.path.dropFirst(folder.path.count + 1)):\(passage.passage.startLine)"
    }
  }

  func count(_ table: String) async throws -> Int {
    switch place {
    case .file(let database):
      return try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    case .shared(let pool):
      return try await pool.withConnection { Int(try await $0.number("SELECT count(*) FROM mcp.\(table)") ?? -1) }
    }
  }
}
