import DomainTestSupport
import IpaiCore
import IpaiSearch
import TestSupport
import Testing

/// What every `SearchIndex` does, whatever it holds and wherever that is stored.
@Suite struct SearchIndexContractTests {
  private func shelf(_ kind: Shelf.Kind) throws -> (shelf: Shelf, ids: [String]) {
    let shelf = try Shelf(kind)
    let ids = try shelf.add(
      "Close idle connections of the proxy", "Say how the proxy is tested", "Count the bytes of an upload",
      "Retry the proxy when the proxy is busy", "Document the idle timeout")
    return (shelf, ids)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func theBestComesFirstAndSaysWhy(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    let found = try await shelf.search("idle connections")
    #expect(found.hits.map(\.id) == [ids[0], ids[4]])
    let first = try #require(found.hits.first)
    #expect(first.corpus == shelf.index().corpus && first.title == "Close idle connections of the proxy")
    #expect(first.date == Timestamp(seconds: Shelf.start) && !first.place.isEmpty)
    #expect(
      first.match?.text == "Close idle connections of the proxy" && first.match?.words == ["idle", "connections"])
    #expect(first.score.total > found.hits[1].score.total && !first.score.isMeaningOnly)
    for hit in found.hits {
      #expect(abs(hit.score.components.values.reduce(0, +) - hit.score.total) < 1e-5)
      // Turns of conversations get something for more than their words.
      let other = ["around", "conversation", "length"].reduce(0) { $0 + (hit.score.components[$1] ?? 0) }
      #expect(abs(hit.score.terms.reduce(0) { $0 + $1.score } + other - hit.score.total) < 1e-5)
    }
    #expect(Set(first.score.terms.map(\.word)) == ["idle", "connections"])
    #expect(found.coverage.map(\.corpus) == [shelf.index().corpus] && found.coverage[0].isComplete)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func pagesTogetherAreTheWhole(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    let whole = try await shelf.search("proxy idle upload") { $0.isUnlimited = true }
    #expect(whole.hits.count == 5 && whole.next == nil)
    var pages: [String] = []
    var cursor: String?
    repeat {
      let page = try await shelf.search("proxy idle upload") {
        $0.maxResults = 2
        $0.after = cursor
      }
      pages += page.hits.map(\.id)
      cursor = page.next
      // Each hit once, or it would never end.
      try #require(pages.count <= 5)
    } while cursor != nil
    #expect(pages == whole.hits.map(\.id))
  }

  @Test(arguments: Shelf.Kind.allCases)
  func aPageGoesOnWhereItsDocumentStandsNow(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    let first = try await shelf.search("proxy") { $0.maxResults = 1 }
    #expect(first.hits.map(\.id) == [ids[3]])
    try shelf.add("The proxy, the proxy and the proxy once more", from: 9)
    let rest = try await shelf.search("proxy") { $0.after = first.next }
    #expect(Set(rest.hits.map(\.id)) == [ids[0], ids[1]] && rest.next == nil)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func aCursorBelongsToItsSearch(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    let next = try #require(try await shelf.search("proxy") { $0.maxResults = 1 }.next)
    for cursor in [next + "A", String(next.dropLast()), "", "nothing"] {
      let error = await #expect(throws: IpaiError.self) { try await shelf.search("proxy") { $0.after = cursor } }
      #expect(error?.code == .usage)
    }
    let other = await #expect(throws: IpaiError.self) { try await shelf.search("idle") { $0.after = next } }
    #expect(other?.code == .usage)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func quotesAndDashesMeanSomethingUnlessNothingMatches(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    #expect(try await shelf.search("\"idle connections\"").hits.map(\.id) == [ids[0]])
    #expect(try await shelf.search("proxy -idle").hits.map(\.id) == [ids[3], ids[1]])
    let relaxed = try await shelf.search("\"connections idle\"")
    #expect(relaxed.hits.map(\.id) == [ids[0], ids[4]] && relaxed.operatorsIgnored == .noMatch)
    let plain = try await shelf.search("\"connections idle\"") { $0.isPlain = true }
    #expect(plain.hits.map(\.id) == [ids[0], ids[4]] && plain.operatorsIgnored == nil)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func nothingIsNoError(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    let found = try await shelf.search("walrus")
    #expect(found.hits.isEmpty && found.next == nil)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func aFilterByDateIsKept(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    let since = Timestamp(seconds: Shelf.start + 86_400)
    let found = try await shelf.search("proxy idle") { $0.filter.since = since }
    #expect(Set(found.hits.map(\.id)) == [ids[1], ids[3], ids[4]])
    let until = Timestamp(seconds: Shelf.start + 86_400)
    let earlier = try await shelf.search("proxy idle") { $0.filter.until = until }
    #expect(Set(earlier.hits.map(\.id)) == [ids[0], ids[1]])
    let all = try await shelf.search("proxy idle")
    for hit in found.hits { #expect(all.hits.first { $0.id == hit.id }?.score == hit.score) }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func aFilterIsKnownOrRefused(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    for filter in SearchFilter.allCases {
      let search = {
        try await shelf.search("proxy") {
          switch filter {
          case .author: $0.filter.authors = ["nobody at all"]
          case .date: $0.filter.since = Timestamp(seconds: 1 << 40)
          case .path: $0.filter.paths = ["no/such/path"]
          case .session: $0.filter.sessions = ["no such session"]
          case .user: $0.filter.users = ["nobody"]
          case .role: $0.filter.roles = ["nobody"]
          case .link: $0.filter.links = ["no/such/target"]
          case .language: $0.filter.languages = ["klingon"]
          case .metadata: $0.filter.metadata = [MetadataCondition("no=such")].compactMap { $0 }
          }
        }
      }
      if shelf.index().filters.contains(filter) {
        #expect(try await search().hits.isEmpty, "\(filter)")
      } else {
        #expect(await errorCode { _ = try await search() } == .usage, "\(filter)")
      }
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func everyChangeIsSeenAtOnce(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    let index = shelf.index()
    let request = shelf.request("walrus")
    #expect(try await index.search(request).hits.isEmpty)
    let id = try #require(try shelf.add("Feed the walrus", from: 9).first)
    #expect(try await index.search(request).hits.map(\.id) == [id])
    try shelf.removeLast(id)
    #expect(try await index.search(request).hits.isEmpty)
    #expect(try await index.search(shelf.request("proxy")).hits.count == 3)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func meaningFindsWhatNoWordDoes(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    let folder = try TemporaryFolder()
    let meaning = SearchMeaning(cacheFolder: folder.path) { try TestModel.encoder() }
    let query = "hang up unused sockets"
    #expect(try await shelf.search(query, meaning: meaning).coverage[0].mode == .lexical)
    let missing = await #expect(throws: IpaiError.self) {
      try await shelf.search(query, meaning: meaning) { $0.mode = .vector }
    }
    #expect(missing?.code == .notFound && missing?.hint?.hasPrefix("run: ") == true)
    #expect(try shelf.embed() == 5 && shelf.embed() == 0)
    for mode in [nil, SearchMode.vector] {
      let found = try await shelf.search(query, meaning: meaning) { $0.mode = mode }
      #expect(found.hits.first?.id == ids[0] && found.hits.first?.score.isMeaningOnly == true)
      #expect(found.hits.first?.score.components.keys.contains("meaning") == true)
      #expect(found.coverage[0].mode == mode ?? .hybrid && found.coverage[0].withoutVectors == 0)
    }
    try shelf.add("Unused sockets", from: 9)
    #expect(try await shelf.search(query, meaning: meaning).coverage[0].withoutVectors == 1)
    #expect(try await shelf.search(query, meaning: meaning) { $0.mode = .lexical }.hits.count == 1)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func whatIsNamedStandsFirst(kind: Shelf.Kind) async throws {
    let (shelf, ids) = try shelf(kind)
    let found = try await shelf.search(ids[2])
    #expect(found.hits.first?.id == ids[2] && found.hits.first?.title == "Count the bytes of an upload")
    #expect(found.hits.first?.score.components.count == 1 && found.hits.first?.score.isMeaningOnly == false)
    // Not when the filter rejects it.
    let later = Timestamp(seconds: Shelf.start + 3 * 86_400)
    #expect(try await shelf.search(ids[2]) { $0.filter.since = later }.hits.contains { $0.id == ids[2] } == false)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func senselessRequestsAreRefused(kind: Shelf.Kind) async throws {
    let (shelf, _) = try shelf(kind)
    let changes: [(inout SearchRequest) -> Void] = [
      { $0.query = " " }, { $0.maxResults = 0 }, { $0.maxResults = .max }, { $0.repository = "x" },
    ]
    for change in changes {
      #expect(await errorCode { _ = try await shelf.search("proxy", change) } == .usage)
    }
  }
}
