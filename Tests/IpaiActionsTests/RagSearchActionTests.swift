import Foundation
import IpaiActions
import IpaiCore
import IpaiSearch
import TestSupport
import Testing

/// Which corpora a search is about, as every face asks for them.
@Suite struct RagSearchActionTests {
  private let folder: TemporaryFolder
  private let repository: TestRepository
  private let services: Services

  init() async throws {
    folder = try TemporaryFolder()
    repository = try TestRepository()
    try repository.commit("feed the walrus")
    let directories = Directories(home: folder.path, environment: [:])
    services = Services(
      configuration: Configuration(directories: directories, layers: []), directories: directories,
      databasePath: folder.file("ipai.db"), folder: repository.path, processorCount: 1, threads: 1, now: { Date() })
    _ = try await CommitsIndexAction.checkedRun(CommitsIndexAction.Request(), in: services)
  }

  private func search(_ corpus: String) async throws -> SearchResults {
    var request = RagSearchAction.Request()
    request.query = "walrus"
    request.corpus = corpus
    return try await RagSearchAction.checkedRun(request, in: services)
  }

  @Test(arguments: ["commits", " commits "])
  func aCorpusIsFoundByItsName(name: String) async throws {
    let found = try await search(name)
    #expect(found.items.count == 1 && found.corpus == "commits")
    // Of one corpus the other keys say all.
    #expect(found.corpora == nil && found.mode == .lexical && found.behind == 0 && found.isComplete)
  }

  @Test(arguments: [
    ("songs", "there is no corpus 'songs'"), ("", "there is no corpus ''"), ("commits,", "there is no corpus ''"),
    ("commits,songs", "there is no corpus 'songs'"), ("commits,commits", "the corpus 'commits' is named twice"),
  ])
  func whatIsNoCorpusIsRefused(names: String, message: String) async throws {
    let error = await #expect(throws: IpaiError.self) { try await search(names) }
    #expect(error?.code == .usage && error?.message == message)
  }

  /// Until a second corpus is shipped, the numbers of several are those of made-up ones.
  @Test func whatHoldsForSeveralCorporaIsAddedUp() {
    var commits = CorpusCoverage(corpus: "commits", mode: .hybrid)
    commits.behind = 2
    commits.withoutVectors = 3
    var notes = CorpusCoverage(corpus: "notes", isComplete: false)
    notes.withoutVectors = 4
    notes.meaningUnavailable = "the model is damaged"
    let findings = SearchFindings(coverage: [commits, notes], isQueryCut: false)
    let results = SearchResults("query", findings)
    #expect(results.corpus == "commits,notes" && results.corpora == [commits, notes])
    #expect(results.mode == .hybrid && results.behind == 2 && results.ahead == nil)
    #expect(results.withoutVectors == 7 && !results.isComplete)
    #expect(results.meaningUnavailable == "the model is damaged")
  }
}
