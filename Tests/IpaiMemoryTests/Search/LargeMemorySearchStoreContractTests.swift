import DomainTestSupport
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiMemory
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

/// Large collections, whose vectors have an index.
@Suite struct LargeMemorySearchStoreContractTests {
  /// Texts have vectors that depend on them in a way that nobody can foresee; those with the same first word are alike.
  private struct Noise: Embedder {
    let model = "noise"
    let revision = String(repeating: "0f", count: 32)
    let dimensions = 64
    let isReference = true
    let batch = 500
    let batchesAtOnce = 1

    func encode(_ texts: [[UInt8]], isCancelled: @escaping @Sendable () -> Bool) throws -> [Float] {
      texts.flatMap { text in
        let first = Array(text.prefix { $0 != UInt8(ascii: " ") })
        let vector = zip(Self.noise(first), Self.noise(text)).map { $0 + 0.8 * $1 }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
      }
    }

    func encode(query: String) throws -> [Float] { try encode([Array(query.utf8)]) { false } }
    func knows(anyOf words: [String]) throws -> Bool { true }

    private static func noise(_ text: [UInt8]) -> [Float] {
      var random = SeededGenerator(seed: text.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) })
      return (0..<64).map { _ in Float.random(in: -1...1, using: &random) }
    }
  }

  @Test func theNearestAreFoundByAnIndex() async throws {
    let encoder = Noise()
    let meaning = SearchMeaning(cacheFolder: nil) { encoder }
    let database = try DatabaseFile.inMemory()
    let sqlite = SQLiteMemoryStore(database)
    let pool = try await PostgresFixture.migrated().pool()
    let postgres = PostgresMemoryStore(pool)
    let preparation = ConversationPreparation(now: noon)
    for number in 0..<120 {
      var talk = NewConversation.talk(
        "s\(number)", texts: (0..<100).map { "topic\(($0 + number) % 40) is thing\(number * 100 + $0) here" })
      talk.userID = number == 7 ? "ann" : nil
      let prepared = try [preparation.prepare(talk)]
      _ = try sqlite.add(prepared)
      _ = try await postgres.add(prepared)
    }
    #expect(try MessageEmbedding(database, encoder).run() == 12_000)
    #expect(try await PostgresVectorFilling(pool, .memory, encoder).run() == 12_000)
    let connection = try await PostgresConnection.open(pool.address)
    let indexes = "SELECT count(*) FROM pg_indexes WHERE tablename = 'document_vector' AND indexdef LIKE '%hnsw%'"
    #expect(try await connection.number(indexes) == 1)
    let local = MemorySearchIndex(database, meaning: meaning)
    let shared = PostgresIndex(PostgresMemoryCorpus(), in: pool, meaning: meaning)
    var found = 0
    var wanted = 0
    for topic in 0..<10 {
      let request = SearchRequest(query: "topic\(topic) was what?", maxResults: 10, mode: .vector)
      let one = try await local.search(request).hits.map { "\($0.place)/\($0.id)" }
      let other = try await shared.search(request).hits.map { "\($0.place)/\($0.id)" }
      #expect(one.count == 10 && other.count == 10)
      wanted += one.count
      found += Set(one).intersection(other).count
    }
    #expect(Double(found) >= 0.9 * Double(wanted), "\(found) of \(wanted)")
    // A filter that keeps less than a hundredth leaves a full list.
    var request = SearchRequest(query: "topic3 was what?", maxResults: 50, mode: .vector)
    request.filter.users = ["ann"]
    let one = try await local.search(request).hits.map(\.id)
    let other = try await shared.search(request).hits.map(\.id)
    #expect(Set(one) == Set(other) && one.count == other.count)
    // One that keeps most of them is looked for in the index until there are enough.
    request.filter.users = []
    request.filter.roles = ["assistant"]
    let most = try await shared.search(request).hits
    #expect(most.count == 50 && most.allSatisfy { ($0.payload as? MessageHit)?.role == "assistant" })
    // Words and meaning together.
    request = SearchRequest(query: "thing4242", maxResults: 5)
    let best = try await local.search(request).hits.first?.id
    #expect(try await shared.search(request).hits.first?.id == best)
  }
}
