import DomainTestSupport
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

/// Commits and notes in one search.
@Suite struct CorporaSearchTests {
  private let commits: Shelf
  private let notes: Shelf

  init() throws {
    let database = try DatabaseFile.inMemory()
    commits = try Shelf(.commits, in: database)
    notes = try Shelf(.notes, in: database)
    try commits.add(
      "Close idle connections of the proxy", "Say how the parser is tested", "Count the bytes of an upload",
      "Retry when the proxy is busy", "Document the idle timeout")
    try notes.add(
      "The proxy closes connections that are idle", "Ann asked for a parser of dates", "Buy milk",
      "The upload to the proxy was slow")
  }

  private func search(
    _ query: String, meaning: SearchMeaning? = nil, _ change: (inout SearchRequest) -> Void = { _ in }
  )
    async throws -> SearchFindings
  {
    var hits: [SearchHit] = []
    let search = CorporaSearch([commits.index(meaning: meaning), notes.index(meaning: meaning)])
    var findings = try await search.run(commits.request(query, change)) { hits.append($0) }
    findings.hits = hits
    return findings
  }

  private static let queries = ["idle connections proxy", "parser", "upload proxy", "milk"]
  private static let operators = "timeout \"idle timeout\""

  @Test(arguments: queries)
  func theOrderWithinACorpusIsThatOfASearchOfItAlone(query: String) async throws {
    let merged = try await search(query).hits
    #expect(!merged.isEmpty)
    for shelf in [commits, notes] {
      let alone = try await shelf.search(query).hits.map(\.id)
      let name = shelf.index().corpus
      #expect(merged.filter { $0.corpus == name }.map(\.id) == alone)
    }
  }

  @Test func operatorsThatMatchInOneCorpusHoldForAll() async throws {
    let merged = try await search(Self.operators)
    #expect(merged.hits.map(\.title) == ["Document the idle timeout"] && merged.operatorsIgnored == nil)
    // Alone, the notes would be searched for the words.
    let alone = try await notes.search(Self.operators)
    #expect(alone.hits.map(\.title) == ["The proxy closes connections that are idle"])
    #expect(alone.operatorsIgnored == .noMatch)
  }

  @Test(arguments: queries + [operators])
  func scoresAreSharesInOneOrder(query: String) async throws {
    let hits = try await search(query).hits
    let scores = hits.map(\.score.total)
    #expect(scores == scores.sorted(by: >) && scores.allSatisfy { $0 > 0 && $0 <= 1 })
    for hit in hits {
      #expect(abs(hit.score.components.values.reduce(0, +) - hit.score.total) < 1e-6)
      #expect(abs(hit.score.terms.reduce(0) { $0 + $1.score } - hit.score.total) < 1e-6)
    }
  }

  @Test func whatHoldsAllStandsBeforeWhatHoldsHalf() async throws {
    let hits = try await search("idle connections proxy").hits
    #expect(
      Set(hits.prefix(2).map(\.title)) == [
        "Close idle connections of the proxy", "The proxy closes connections that are idle",
      ])
    #expect(hits.map(\.score.terms.count) == [3, 3, 1, 1, 1])
    // However rare the one word is in the other corpus.
    try commits.add("Milk the proxy", from: 20)
    #expect(try await search("milk proxy").hits.prefix(2).map(\.title) == ["Milk the proxy", "Buy milk"])
  }

  @Test func pagesTogetherAreTheWhole() async throws {
    let whole = try await search("proxy idle upload parser") { $0.isUnlimited = true }
    #expect(whole.hits.count == 8 && whole.next == nil)
    for size in 1...5 {
      var pages: [String] = []
      var cursor: String?
      repeat {
        let page = try await search("proxy idle upload parser") {
          $0.maxResults = size
          $0.after = cursor
        }
        pages += page.hits.map(\.id)
        cursor = page.next
        try #require(pages.count <= 8)
      } while cursor != nil
      #expect(pages == whole.hits.map(\.id), "\(size)")
    }
  }

  @Test func aCursorOfOneCorpusIsNotOneOfSeveral() async throws {
    let next = try #require(try await commits.search("proxy") { $0.maxResults = 1 }.next)
    #expect(await errorCode { _ = try await search("proxy") { $0.after = next } } == .usage)
  }

  @Test func eachCorpusSaysHowMuchOfItWasSeen() async throws {
    let meaning = SearchMeaning(cacheFolder: nil) { try TestModel.encoder() }
    #expect(try notes.embed() == 4)
    let found = try await search("idle", meaning: meaning)
    #expect(found.coverage.map(\.corpus) == ["commits", "notes"])
    #expect(found.coverage.map(\.mode) == [.lexical, .hybrid])
    #expect(found.coverage.map(\.withoutVectors) == [nil, 0] && found.coverage.map(\.behind) == [0, nil])
  }

  @Test func meaningIsComparedAcrossCorpora() async throws {
    let meaning = SearchMeaning(cacheFolder: nil) { try TestModel.encoder() }
    #expect(try notes.embed() == 4 && commits.embed() == 5)
    let found = try await search("groceries to get", meaning: meaning).hits
    #expect(found.first?.title == "Buy milk" && found.first?.score.isMeaningOnly == true)
    let scores = found.map(\.score.total)
    #expect(scores == scores.sorted(by: >) && scores.allSatisfy { $0 <= 1 })
  }

  @Test func whatIsNamedStandsBeforeBothCorpora() async throws {
    let found = try await search("note-2").hits
    #expect(found.first?.id == "note-2" && found.first?.corpus == "notes")
    #expect(found.first.map { $0.score.total > 1 } == true)
    let commit = try #require(try await commits.search("upload").hits.first?.id)
    #expect(try await search(commit).hits.first?.id == commit)
  }

  @Test func anExampleOfOneCorpusFindsItsLikeInAll() async throws {
    let found = try await search("") { $0.like = "HEAD~4" }.hits
    #expect(found.first?.title == "The proxy closes connections that are idle")
    #expect(!found.contains { $0.title == "Close idle connections of the proxy" })
    let none = await #expect(throws: IpaiError.self) { try await notes.search("") { $0.like = "HEAD" } }
    #expect(none?.code == .usage)
  }

  @Test func aFilterThatOneCorpusDoesNotKnowIsRefused() async throws {
    let error = await #expect(throws: IpaiError.self) { try await search("proxy") { $0.filter.authors = ["Ann"] } }
    #expect(error?.code == .usage && error?.message == "the corpus 'notes' cannot be filtered by author")
    let since = Timestamp(seconds: Shelf.start + 3 * 86_400)
    #expect(try await Set(search("proxy") { $0.filter.since = since }.hits.map(\.corpus)) == ["commits", "notes"])
  }
}
