import IpaiCore
import IpaiDatabase
import IpaiMemory
import IpaiSearch
import Testing

/// What a search of memory finds beyond what any corpus does.
@Suite struct MemorySearchTests {
  private let database: DatabaseFile
  private let store: SQLiteMemoryStore

  init() throws {
    database = try DatabaseFile.inMemory()
    store = SQLiteMemoryStore(database)
  }

  private func search(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) async throws -> [String] {
    var request = SearchRequest(query: query, maxResults: 100)
    change(&request)
    return try await MemorySearchIndex(database).search(request).hits.map { "\($0.place)/\($0.id)" }
  }

  /// The answer has none of the question's words: it stands beside them.
  @Test func aTurnIsFoundByItsNeighbours() async throws {
    try await store.add(
      .talk("s1", "hello there", "which pool of connections do we use?", "the third one", "fine", "bye"))
    try await store.add(.talk("s2", "nothing to do with it", "at all"))
    #expect(try await search("pool of connections").prefix(3) == ["s1/m1", "s1/m2", "s1/m0"])
    #expect(try await !search("pool of connections").contains("s2/m0"))
  }

  @Test func groupsShowTheBestTurnOfEach() async throws {
    try await store.add(.talk("s1", "walrus", "walrus and walrus", "walrus"))
    try await store.add(.talk("s2", "a walrus"))
    let all = try await search("walrus")
    #expect(all.count == 4)
    let grouped = try await search("walrus") { $0.isGrouped = true }
    #expect(grouped.count == 2 && Set(grouped.map { $0.prefix(2) }) == ["s1", "s2"])
    #expect(grouped == all.filter(grouped.contains))
    var request = SearchRequest(query: "walrus", maxResults: 1)
    request.isGrouped = true
    let index = MemorySearchIndex(database)
    let first = try await index.search(request)
    request.after = first.next
    #expect(first.next != nil)
    let second = try await index.search(request)
    #expect((first.hits + second.hits).map { "\($0.place)/\($0.id)" } == grouped && second.next == nil)
  }

  @Test func aNamedSpeakerComesFirst() async throws {
    var talk = NewConversation.talk("s1", "I like the walrus", "I like the walrus", "me too")
    for (place, name) in ["Ann", "Bob", "Ann"].enumerated() { talk.messages[place].name = name }
    try await store.add(talk)
    #expect(try await search("does Bob like the walrus?").first == "s1/m1")
    #expect(try await search("does Ann like the walrus?").first == "s1/m0")
  }

  /// The answer has none of the question's words, and no neighbour that has: who said it is enough to find it.
  @Test func whatANamedSpeakerSaidIsFoundWithoutWords() async throws {
    var talk = NewConversation.talk("s1", "one", "two", "three", "four", "five", "six", "seven", "eight", "tea")
    for (place, name) in ["Bob", "Bob", "Bob", "Ann", "Bob", "Bob", "Bob", "Bob", "Bob"].enumerated() {
      talk.messages[place].name = name
    }
    try await store.add(talk)
    #expect(try await search("what does Ann drink?") == ["s1/m3"])
    #expect(try await search("does Ann like tea?").contains("s1/m3"))
    #expect(try await search("what does Bertha drink?").isEmpty)
  }

  /// Nothing is found by its meaning where only words are searched.
  @Test func wordsAloneSayNothingOfMeaning() async throws {
    try await store.add(.talk("s1", "which pool of connections do we use?", "the third one"))
    let hits = try await MemorySearchIndex(database).search(SearchRequest(query: "pool of connections", maxResults: 9))
      .hits
    #expect(hits.count == 2 && hits.allSatisfy { !$0.score.isMeaningOnly })
  }

  @Test func filtersKeepWhatTheySay() async throws {
    var ann = NewConversation.talk("s1", "walrus one", "walrus two")
    ann.userID = "ann"
    try await store.add(ann)
    try await store.add(.talk("s2", "walrus three", from: 1_750_000_000))
    _ = try store.link([MemoryLink(sessionID: "s1", message: "m1", kind: .file, target: "lib/net.c")], at: noon)
    let commit = String(repeating: "ab", count: 20)
    _ = try store.link([MemoryLink(sessionID: "s2", kind: .commit, target: commit)], at: noon)
    #expect(try await Set(search("walrus") { $0.filter.users = ["ann"] }) == ["s1/m0", "s1/m1"])
    #expect(try await search("walrus") { $0.filter.sessions = ["s2"] } == ["s2/m0"])
    #expect(try await search("walrus") { $0.filter.roles = ["assistant"] } == ["s1/m1"])
    #expect(try await search("walrus") { $0.filter.links = ["lib/net.c"] } == ["s1/m1"])
    #expect(try await search("walrus") { $0.filter.links = ["abab"] } == ["s2/m0"])
    #expect(try await search("walrus") { $0.filter.links = ["abac"] } == [])
    #expect(try await search("walrus") { $0.filter.since = Timestamp(seconds: 1_740_000_000) } == ["s2/m0"])
  }

  @Test func archivedConversationsAreNotFound() async throws {
    try await store.add(.talk("s1", "walrus"))
    try store.setArchived("s1", at: noon)
    #expect(try await search("walrus").isEmpty)
    #expect(try await search("m0").isEmpty)
    try store.setArchived("s1", at: nil)
    #expect(try await search("walrus") == ["s1/m0"])
    #expect(try await search("m0") == ["s1/m0"])
  }

  @Test func nonsenseFindsNothing() async throws {
    try await store.add(.talk("s1", "walrus"))
    #expect(try await search("xqzzt").isEmpty)
  }
}
