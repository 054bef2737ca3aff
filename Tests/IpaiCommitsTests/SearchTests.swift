import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

@Suite struct SearchTests {
  private let index: TestIndex
  private let repository: TestRepository
  private let ids: [String]

  init() throws {
    index = try TestIndex()
    repository = try TestRepository()
    ids = try [
      repository.commit(
        "net: fix timeout of idle connections", files: ["lib/net.c": "int idle_timeout;\n"], seconds: 0),
      repository.commit(
        "docs: explain the timeout", files: ["docs/a[1].md": "timeout\n"], seconds: 86_400,
        environment: ["GIT_AUTHOR_NAME": "Bea Writer", "GIT_AUTHOR_EMAIL": "bea@example.org"]),
      repository.commit("tests: wait for the timeout", files: ["tests/net.py": "pass\n"], seconds: 2 * 86_400),
    ]
    try index.index(repository)
  }

  @Test func filtersApplyBeforeTheTopResultsAreTaken() async throws {
    #expect(Set(try await index.search("timeout", in: repository)) == Set(ids))
    #expect(
      try await index.search("timeout", in: repository) {
        $0.filter.authors = ["BEA"]
        $0.maxResults = 1
      } == [ids[1]])
    #expect(try await index.search("timeout", in: repository) { $0.filter.authors = ["bea@example"] } == [ids[1]])
    #expect(try await index.search("timeout", in: repository) { $0.filter.authors = ["b_a"] }.isEmpty)
    let day = Timestamp(seconds: 1_704_067_200 + 86_400)
    #expect(Set(try await index.search("timeout", in: repository) { $0.filter.since = day }) == Set(ids.dropFirst()))
    #expect(Set(try await index.search("timeout", in: repository) { $0.filter.until = day }) == Set(ids.prefix(2)))
    for id in ids {
      let path = try await CommitLookup(index.store).show(id, in: repository.path).changes[0].path
      #expect(
        try await index.search("timeout", in: repository) {
          $0.filter.paths = [path.replacing("[", with: "[[]")]
          $0.maxResults = 1
        } == [id])
    }
  }

  @Test(arguments: [
    ("lib", 1), ("lib/", 1), ("./lib", 1), ("*.c", 1), ("*net*", 2), ("li", 0), (".", 3), ("tests/net.p?", 1),
  ])
  func pathsAreFilesFoldersOrGlobs(path: String, count: Int) async throws {
    #expect(try await index.search("timeout", in: repository) { $0.filter.paths = [path] }.count == count)
  }

  @Test func scoresDoNotDependOnFilters() async throws {
    let search = CommitSearchIndex(index.database)
    var request = SearchRequest(query: "timeout idle", repository: repository.path)
    let all = try await search.search(request).hits
    request.filter.authors = ["Ann"]
    let some = try await search.search(request).hits
    #expect(Set(some.map(\.id)) == [ids[0], ids[2]])
    for result in some {
      #expect(all.first { $0.id == result.id }?.score == result.score)
    }
  }

  @Test func aResultSaysWhyItIsOne() async throws {
    let results = try await CommitSearchIndex(index.database).search(
      SearchRequest(query: "idle timeouts", repository: repository.path))
    let first = try #require(results.hits.first)
    #expect(first.id == ids[0])
    #expect(
      first.match
        == MatchedLine(field: "subject", text: "net: fix timeout of idle connections", words: ["timeout", "idle"]))
    #expect(abs(first.score.components.values.reduce(0, +) - first.score.total) < 1e-4)
    let terms = first.score.terms
    #expect(Set(terms.map(\.word)) == ["idle", "timeouts"])
    #expect(abs(terms.reduce(0) { $0 + $1.score } - first.score.total) < 1e-4)
    #expect(results.coverage[0].behind == 0 && results.coverage[0].isComplete)
  }

  @Test func wordsOfTheDiffAloneAreShownAsSuch() async throws {
    let request = SearchRequest(query: "idle_timeout", repository: repository.path, maxResults: 1)
    let id = try repository.commit("unrelated words", files: ["x.c": "int walrus_count;\n"], seconds: 400_000)
    try index.index(repository)
    let results = try await CommitSearchIndex(index.database).search(
      SearchRequest(query: "walrus", repository: repository.path))
    #expect(results.hits.first?.id == id)
    #expect(results.hits.first?.match == MatchedLine(field: "diff", text: "walrus", words: ["walrus"]))
    #expect(try await CommitSearchIndex(index.database).search(request).hits.count == 1)
  }

  @Test func aQuotedIdentifierOfTheDiffIsRequired() async throws {
    #expect(try await index.search("\"idle_timeout\"", in: repository) == [ids[0]])
    #expect(try await index.search("\"idle_timeout\" wait", in: repository) == [ids[0]])
    #expect(try await index.search("timeout -docs -\"wait for\"", in: repository) == [ids[0]])
  }

  @Test func theIndexSaysHowFarItIsBehind() async throws {
    try repository.commit("one more", seconds: 500_000)
    try repository.commit("and another", seconds: 500_001)
    let results = try await CommitSearchIndex(index.database).search(
      SearchRequest(query: "timeout", repository: repository.path))
    #expect(results.coverage[0].behind == 2 && results.coverage[0].ahead == 0)
  }

  @Test func theIndexSaysWhatItStillHasThatIsGone() async throws {
    try repository.git("reset", "-q", "--hard", "HEAD~2")
    try repository.commit("another way", seconds: 500_000)
    let request = SearchRequest(query: "timeout", repository: repository.path)
    let stale = try await CommitSearchIndex(index.database).search(request)
    #expect(stale.coverage[0].behind == 1 && stale.coverage[0].ahead == 2 && stale.hits.count == 3)
    try index.index(repository)
    let mended = try await CommitSearchIndex(index.database).search(request)
    #expect(mended.coverage[0].behind == 0 && mended.coverage[0].ahead == 0 && mended.hits.count == 1)
  }

  @Test func whatIsNotIndexedSaysWhatToRun() async throws {
    let other = try TestRepository()
    try other.commit("x")
    let error = await #expect(throws: IpaiError.self) { try await index.search("x", in: other) }
    #expect(error?.code == .notFound)
    #expect(error?.hint == "run: ipai commits index \(other.path)")
  }

  @Test func anIndexOfARepositoryThatIsGoneIsStillSearched() async throws {
    let path = repository.path
    try FileManager.default.removeItem(atPath: path)
    let results = try await CommitSearchIndex(index.database).search(SearchRequest(query: "idle", repository: path))
    #expect(results.hits.map(\.id) == [ids[0]])
    #expect(results.coverage[0].behind == nil)
    #expect(try await RepositoryForgetting(index.store).forget(path).removed == 3)
  }

  @Test func theCacheSeesEveryChange() async throws {
    let search = CommitSearchIndex(index.database)
    let request = SearchRequest(query: "timeout", repository: repository.path, maxResults: 100)
    #expect(try await search.search(request).hits.count == 3)
    try repository.commit("yet another timeout", seconds: 600_000)
    try index.index(repository)
    #expect(try await search.search(request).hits.count == 4)
    try repository.git("reset", "-q", "--hard", "HEAD~2")
    try index.index(repository)
    #expect(try await search.search(request).hits.count == 2)
  }

  @Test func searchesAtTheSameTimeAgree() async throws {
    let search = CommitSearchIndex(index.database)
    let request = SearchRequest(query: "timeout idle net", repository: repository.path)
    let expected = try await search.search(request)
    try await withThrowingTaskGroup(of: SearchFindings.self) { group in
      for _ in 0..<16 { group.addTask { try await search.search(request) } }
      for try await results in group { #expect(results.hits.map(\.id) == expected.hits.map(\.id)) }
    }
  }

  @Test func trailersAreNoText() {
    let text = MessageText("subject\n\nBody: not a trailer\n\nFixes: 123\nSigned-off-by: X <x@y>\nCloses #12\n\n")
    #expect(text.subject == "subject")
    #expect(text.bodyWithoutTrailers == "Body: not a trailer")
    #expect(MessageText("\n\n  only subject  ").subject == "only subject")
    #expect(MessageText("").subject == "")
    #expect(MessageText("s\n\nReported-by: A\n").bodyWithoutTrailers == "")
  }
}
