import DomainTestSupport
import Foundation
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiMemory
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

/// What is found in one store is found in the other, with the same scores.
@Suite struct MemorySearchStoreContractTests {
  private static let words = [
    "pool", "connection", "idle", "proxy", "timeout", "walrus", "harbour", "tea", "the", "of", "why", "readFile",
    "read_file", "naïve", "北京", "HTTP/2", "don't", "Ann", "deploy", "rollback", "closes", "minute",
  ]

  private struct Stores {
    let database: DatabaseFile
    let sqlite: SQLiteMemoryStore
    let pool: PostgresPool
    let postgres: PostgresMemoryStore
    let local: MemorySearchIndex
    let shared: PostgresIndex<PostgresMemoryCorpus>

    init(_ meaning: SearchMeaning? = nil) async throws {
      database = try DatabaseFile.inMemory()
      sqlite = SQLiteMemoryStore(database)
      pool = try await PostgresFixture.migrated().pool()
      postgres = PostgresMemoryStore(pool)
      local = MemorySearchIndex(database, meaning: meaning)
      shared = PostgresIndex(PostgresMemoryCorpus(), in: pool, meaning: meaning)
    }

    func add(_ conversations: [NewConversation]) async throws {
      let preparation = ConversationPreparation(now: noon)
      let prepared = try conversations.map { try preparation.prepare($0) }
      #expect(try sqlite.add(prepared).count == prepared.count)
      for result in try await postgres.add(prepared) { _ = try result.get() }
    }

    /// `tolerance`: by how much scores may differ.
    func same(
      _ query: String, mode: SearchMode? = .lexical, tolerance: Double = 0.0001, isEmpty: Bool = false,
      _ change: (inout SearchRequest) -> Void = { _ in }
    ) async throws {
      var request = SearchRequest(query: query, maxResults: 500, mode: mode)
      change(&request)
      let one = try await local.search(request)
      let other = try await shared.search(request)
      #expect(one.hits.isEmpty == isEmpty, "\(query)")
      let scores = Dictionary(uniqueKeysWithValues: other.hits.map { ("\($0.place)/\($0.id)", $0.score.total) })
      let twins = Dictionary(uniqueKeysWithValues: other.hits.map { ("\($0.place)/\($0.id)", $0) })
      var missing = 0
      for hit in one.hits {
        let key = "\(hit.place)/\(hit.id)"
        guard let score = scores[key], let twin = twins[key] else {
          missing += 1
          continue
        }
        #expect(abs(score - hit.score.total) <= tolerance, "\(query) \(key)")
        #expect(twin.match == hit.match && twin.title == hit.title && twin.date == hit.date, "\(query) \(key)")
        #expect(twin.payload as? MessageHit == hit.payload as? MessageHit)
      }
      // With vectors, one that is just near enough in one store may just not be in the other.
      #expect(missing <= (tolerance > 0.001 ? 1 : 0), "\(query)")
      #expect(abs(one.hits.count - other.hits.count) <= missing + (tolerance > 0.001 ? 1 : 0), "\(query)")
      #expect(one.coverage == other.coverage, "\(query)")
    }
  }

  private static func talk(_ number: Int, _ random: inout SeededGenerator) -> NewConversation {
    var talk = NewConversation.talk(
      "s\(number)",
      texts: (0..<Int.random(in: 1...9, using: &random)).map { _ in
        (0..<Int.random(in: 1...25, using: &random)).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
          .joined(separator: " ")
      })
    talk.userID = ["ann", "bob", nil][number % 3]
    for place in talk.messages.indices where Int.random(in: 0..<3, using: &random) == 0 {
      talk.messages[place].name = ["Ann Smith", "Bob"][place % 2]
    }
    return talk
  }

  @Test(arguments: [UInt64(1), 2])
  func bothStoresFindTheSame(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let stores = try await Stores()
    for round in 0..<24 {
      try await stores.add((0..<Int.random(in: 1...4, using: &random)).map { Self.talk(round * 10 + $0, &random) })
      let session = "s\(max(0, round - 3) * 10)"
      switch round % 6 {
      case 3:
        try stores.sqlite.setArchived(session, at: noon)
        try await stores.postgres.setArchived(session, at: noon)
      case 4:
        let count = try stores.sqlite.forget(session, message: nil)
        #expect(try await stores.postgres.forget(session, message: nil) == count)
      case 5:
        #expect(try stores.sqlite.forget(session, message: "m0") == 1)
        #expect(try await stores.postgres.forget(session, message: "m0") == 1)
        let link = MemoryLink(
          sessionID: "s\(round * 10)", kind: .commit, target: String(repeating: "ab12", count: 10))
        _ = try stores.sqlite.link([link], at: noon)
        _ = try await stores.postgres.link([link], at: noon)
      default: break
      }
      guard round % 4 == 3 else { continue }
      for query in [
        "pool", "why does the proxy close idle connections", "what did Ann say about tea?", "readFile", "naïve 北京",
        "\"idle proxy\"", "pool -walrus", "Bob in November 2023",
      ] {
        try await stores.same(query)
        try await stores.same(query) { $0.isGrouped = true }
      }
      try await stores.same("pool tea") { $0.filter.users = ["ann"] }
      try await stores.same("pool tea") { $0.filter.roles = ["assistant"] }
      try await stores.same("pool tea") { $0.filter.sessions = ["s\(round * 10)", "s0"] }
      try await stores.same("pool tea") { $0.filter.since = Timestamp(seconds: 1_700_000_120) }
      try await stores.same("pool tea") { $0.filter.until = Timestamp(seconds: 1_700_000_060) }
      try await stores.same("m1")
      if round > 5 { try await stores.same("pool tea of") { $0.filter.links = ["AB12"] } }
      try await stores.same("pool", isEmpty: true) { $0.filter.users = ["nobody", "a\u{0}b"] }
    }
  }

  /// The words of what is forgotten are gone from the index as well.
  @Test func whatIsForgottenLeavesNoWords() async throws {
    let stores = try await Stores()
    try await stores.add([.talk("s1", "the walrus sings", "tea"), .talk("s2", "the harbour")])
    let connection = try await PostgresConnection.open(stores.pool.address)
    let count = "SELECT count(*) FROM mcp.word_posting WHERE term = 'walru'"
    #expect(try await connection.number(count) == 1)
    _ = try await stores.postgres.forget("s1", message: "m0")
    #expect(try await connection.number(count) == 0)
    #expect(try await connection.number("SELECT count(*) FROM mcp.word_posting WHERE term = 'tea'") == 1)
    _ = try await stores.postgres.forget("s1", message: nil)
    #expect(try await connection.number("SELECT count(*) FROM mcp.word_posting WHERE term = 'tea'") == 0)
    #expect(try await stores.shared.search(SearchRequest(query: "harbour")).hits.count == 1)
  }

  /// Those that were stored before there was an index.
  @Test func messagesWithoutWordsGetThem() async throws {
    let stores = try await Stores()
    try await stores.add([.talk("s1", texts: (0..<1_200).map { "the walrus sings \($0)" }), .talk("s2", "tea")])
    let connection = try await PostgresConnection.open(stores.pool.address)
    try await connection.query("DELETE FROM mcp.word_segment WHERE id = (SELECT min(id) FROM mcp.word_segment)")
    try await connection.query("UPDATE mcp.corpus_version SET version = version + 1")
    #expect(try await stores.shared.search(SearchRequest(query: "walrus sings")).hits.isEmpty)
    #expect(try await PostgresMessageWords(stores.pool).run() == 1_201)
    #expect(try await PostgresMessageWords(stores.pool).run() == 0)
    try await stores.same("walrus sings 7")
    try await stores.same("tea")
  }

  /// What somebody adds while it is forgotten is not left over.
  @Test func addingAndForgettingAtOnceLeavesNoWords() async throws {
    let stores = try await Stores()
    let preparation = ConversationPreparation(now: noon)
    _ = try await stores.postgres.add([preparation.prepare(.talk("s", "walrus"))])
    let more = try preparation.prepare(.talk("s", "walrus", "tea"))
    // Whoever writes waits for this one at its last step.
    let blocker = try await PostgresConnection.open(stores.pool.address)
    try await blocker.run(script: "BEGIN; UPDATE mcp.corpus_version SET version = version WHERE corpus = 'memory'")
    let connection = try await PostgresConnection.open(stores.pool.address)
    func waits(_ count: Int64) async throws {
      let waiting = """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        """
      while try await connection.number(waiting) != count { try await Task.sleep(for: .milliseconds(10)) }
    }
    async let added = stores.postgres.add([more])
    try await waits(1)
    async let forgotten = stores.postgres.forget("s", message: nil)
    try await waits(2)
    try await blocker.run(script: "COMMIT")
    _ = try await added[0].get()
    #expect(try await forgotten == 2)
    #expect(try await connection.number("SELECT count(*) FROM mcp.word_posting") == 0)
    #expect(try await connection.number("SELECT count(*) FROM mcp.message") == 0)
  }

  /// ANALYZE keeps no example of what was said.
  @Test func statisticsHoldNothing() async throws {
    let stores = try await Stores()
    for number in 0..<30 {
      var talk = NewConversation.talk("walrus\(number)", "the walrus sings", "walrus")
      (talk.title, talk.userID, talk.summary, talk.context) = ("a walrus", "walrus", "walrus", ["walrus": "walrus"])
      try await stores.add([talk])
      let link = MemoryLink(sessionID: "walrus\(number)", kind: .file, target: "walrus.c", relation: "walrus")
      _ = try await stores.postgres.link([link], at: noon)
      let value = SessionValue(
        sessionID: "walrus\(number)", key: "walrus", value: "walrus", updated: noon, expires: nil)
      try await stores.postgres.setContext(value, at: noon)
    }
    let connection = try await PostgresConnection.open(stores.pool.address)
    try await connection.query("ANALYZE")
    let found = try await connection.text(
      """
      SELECT string_agg(tablename || '.' || attname, ' ') FROM pg_stats
      WHERE schemaname = 'mcp' AND (most_common_vals::text ~ 'walru' OR histogram_bounds::text ~ 'walru')
      """)
    #expect(found == nil)
    // There are others.
    #expect(try await connection.number("SELECT count(*) FROM pg_stats WHERE schemaname = 'mcp'") ?? 0 > 10)
  }

  @Test func pagesTogetherAreTheWhole() async throws {
    var random = SeededGenerator(seed: 3)
    let stores = try await Stores()
    try await stores.add((0..<20).map { Self.talk($0, &random) })
    let whole = try await stores.shared.search(SearchRequest(query: "pool tea walrus", maxResults: 500)).hits
    #expect(whole.count > 30)
    var found: [String] = []
    var request = SearchRequest(query: "pool tea walrus", maxResults: 7)
    repeat {
      let page = try await stores.shared.search(request)
      found += page.hits.map { "\($0.place)/\($0.id)" }
      request.after = page.next
    } while request.after != nil && found.count < 500
    #expect(found == whole.map { "\($0.place)/\($0.id)" })
  }

  /// With the model: the texts of both stores have the same vectors, in 8 bits here and 16 there.
  @Test func bothStoresFindTheSameByMeaning() async throws {
    let encoder = try TestModel.encoder()
    let meaning = SearchMeaning(cacheFolder: nil) { encoder }
    let stores = try await Stores(meaning)
    try await stores.add([
      .talk("s1", "Where do ships stay at night?", "In the harbour, behind the long wall.", "And who pays for it?"),
      .talk("s2", "The cat sleeps on the sofa.", "It wakes up at noon to eat some fish."),
      .talk("s3", "The proxy closes idle connections after a minute.", "Then raise the limit to five."),
    ])
    let request = SearchRequest(query: "boats", maxResults: 10, mode: .vector)
    #expect(await errorCode { _ = try await stores.shared.search(request) } == .notFound)
    #expect(try MessageEmbedding(stores.database, encoder).run() == 7)
    let filling = PostgresVectorFilling(stores.pool, .memory, encoder)
    #expect(try await filling.run() == 7)
    #expect(try await filling.run() == 0)
    for query in ["boats", "kitten asleep", "network timeouts", "why are sockets shut?"] {
      for mode in [nil, SearchMode.hybrid, .vector] {
        try await stores.same(query, mode: mode, tolerance: 0.02)
        try await stores.same(query, mode: mode, tolerance: 0.02) { $0.isGrouped = true }
      }
    }
    #expect(try await stores.shared.search(request).hits.first?.place == "s1")
    // What is added later is found by its words, and counted.
    try await stores.add([.talk("s4", "boats are built of wood")])
    try await stores.same("boats", mode: nil, tolerance: 0.02)
    #expect(try await stores.shared.search(SearchRequest(query: "boats")).coverage.first?.withoutVectors == 1)
    #expect(try await filling.run(latest: 1) == 1)
    #expect(try MessageEmbedding(stores.database, encoder).run() == 1)
    try await stores.same("boats", mode: .hybrid, tolerance: 0.02)
    // Vectors of what is forgotten go with it.
    _ = try await stores.postgres.forget("s1", message: nil)
    _ = try stores.sqlite.forget("s1", message: nil)
    let connection = try await PostgresConnection.open(stores.pool.address)
    #expect(try await connection.number("SELECT count(*) FROM mcp.document_vector") == 5)
    try await stores.same("boats", mode: .hybrid, tolerance: 0.02)
  }
}
