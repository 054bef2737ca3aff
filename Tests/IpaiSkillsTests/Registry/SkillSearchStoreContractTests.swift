import DomainTestSupport
import Foundation
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiPostgres
import IpaiSearch
import IpaiSkills
import StoreTestSupport
import TestSupport
import Testing

/// What is found in one store is found in the other, with the same scores.
@Suite struct SkillSearchStoreContractTests {
  private let sqlite: SQLiteSkillStore
  private let local: SkillSearchIndex

  init() throws {
    let database = try DatabaseFile.inMemory()
    sqlite = SQLiteSkillStore(database)
    local = SkillSearchIndex(database)
  }

  private static let words = [
    "deploy", "deployment", "check", "rollback", "database", "migrate", "staging", "logs", "secret", "rotate", "pool",
    "proxy", "cache", "queue", "walrus", "the", "of", "readFile", "read_file", "v2.1", "naïve", "北京", "connection-pool",
    "HTTP/2", "don't",
  ]

  private static func addition(_ number: Int, _ random: inout SeededGenerator) throws -> SkillAddition {
    func text(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random)).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
        .joined(separator: " ")
    }
    let content = """
      ---
      name: skill-\(number)-\(["pool", "cache", "deploy"][number % 3])
      description: "Does \(text(3...12)). Use it."
      metadata:
        version: 1.0.0
      ---
      \(text(0...80))

      """
    let tree = SkillTree([SkillFile(path: "SKILL.md", content: Data(content.utf8))])
    return try SkillAddition(SkillPackage(tree, form: .folder, folderName: nil), source: nil)
  }

  private func same(
    _ shared: PostgresIndex<PostgresSkillCorpus>, _ query: String, _ change: (inout SearchRequest) -> Void = { _ in }
  ) async throws {
    var request = SearchRequest(query: query, maxResults: 200, mode: .lexical)
    change(&request)
    let one = try await local.search(request).hits
    let other = try await shared.search(request).hits
    // Equal scores may come in another order: numbers differ.
    let key = { (hit: SearchHit) in "\(String(format: "%.4f", hit.score.total)) \(hit.id)" }
    #expect(one.map(key).sorted() == other.map(key).sorted(), "\(query)")
    #expect(one.map { String(format: "%.4f", $0.score.total) } == other.map { String(format: "%.4f", $0.score.total) })
    // Nothing would be the same as nothing.
    #expect(!one.isEmpty, "\(query)")
    for hit in one {
      let twin = other.first { $0.id == hit.id }
      #expect(twin?.match == hit.match && twin?.title == hit.title && twin?.date == hit.date, "\(query) \(hit.id)")
    }
  }

  @Test(arguments: [UInt64(1), 2])
  func bothStoresFindTheSame(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let pool = try await PostgresFixture.migrated().pool()
    let postgres = PostgresSkillStore(pool)
    let shared = PostgresIndex(PostgresSkillCorpus(), in: pool)
    for round in 0..<24 {
      let date = Timestamp(seconds: noon.seconds + Int64(round) * 86_400)
      var additions: [SkillAddition] = []
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        additions.append(try Self.addition(Int.random(in: 0..<60, using: &random), &random))
      }
      // The same skill twice in one call would be a conflict of tests, not of stores.
      var names: Set<String> = []
      additions = additions.filter { names.insert($0.manifest.name.text).inserted }
      _ = try sqlite.add(additions, by: "ann", at: date)
      _ = try await postgres.add(additions, by: "ann", at: date)
      if round % 5 == 4, let gone = try sqlite.names().sorted().first {
        _ = try sqlite.setStatus(gone, version: nil, to: .deprecated, by: "ann", at: date, reason: "old")
        _ = try await postgres.setStatus(gone, version: nil, to: .deprecated, by: "ann", at: date, reason: "old")
      }
      guard round % 4 == 3 else { continue }
      for query in [
        "deploy", "rollback the database", "walrus", "readFile", "read_file", "connection-pool", "naïve 北京",
      ] {
        try await same(shared, query)
      }
      for query in ["\"deploy check\"", "\"read_file\"", "pool -cache", "logs -\"secret rotate\"", "\"the of\" queue"] {
        try await same(shared, query)
      }
      try await same(shared, "deploy") { $0.filter.since = Timestamp(seconds: noon.seconds + 2 * 86_400) }
      try await same(shared, "deploy pool") { $0.filter.until = Timestamp(seconds: noon.seconds + 9 * 86_400) }
      try await same(shared, try sqlite.names().sorted().last ?? "")
    }
    // Small segments were merged on the way.
    let connection = try await PostgresConnection.open(pool.address)
    #expect(try await connection.number("SELECT count(*) FROM mcp.word_segment") ?? 99 <= 17)
  }

  @Test func pagesTogetherAreTheWhole() async throws {
    var random = SeededGenerator(seed: 7)
    let pool = try await PostgresFixture.migrated().pool()
    let postgres = PostgresSkillStore(pool)
    let shared = PostgresIndex(PostgresSkillCorpus(), in: pool)
    let additions = try (0..<40).map { try Self.addition($0, &random) }
    _ = try await postgres.add(additions, by: "ann", at: noon)
    let whole = try await shared.search(SearchRequest(query: "deploy pool cache", maxResults: 200)).hits.map(\.id)
    #expect(whole.count > 20)
    var ids: [String] = []
    var request = SearchRequest(query: "deploy pool cache", maxResults: 7)
    repeat {
      let page = try await shared.search(request)
      ids += page.hits.map(\.id)
      request.after = page.next
    } while request.after != nil && ids.count < 100
    #expect(ids == whole)
  }

  /// A skill whose description changes means something else.
  @Test func theMeaningFollowsTheText() async throws {
    let encoder = try TestModel.encoder()
    let meaning = SearchMeaning(cacheFolder: nil) { encoder }
    let pool = try await PostgresFixture.migrated().pool()
    let postgres = PostgresSkillStore(pool)
    let filling = PostgresVectorFilling(pool, .skills, encoder)
    let index = PostgresIndex(PostgresSkillCorpus(), in: pool, meaning: meaning)
    func add(_ version: String, _ description: String) async throws {
      let content = "---\nname: tidy\ndescription: \(description)\nmetadata:\n  version: \(version)\n---\nText.\n"
      let tree = SkillTree([SkillFile(path: "SKILL.md", content: Data(content.utf8))])
      let addition = try SkillAddition(SkillPackage(tree, form: .folder, folderName: nil), source: nil)
      _ = try await postgres.add([addition], by: "ann", at: noon)
    }
    func similarity(_ query: String) async throws -> Double {
      let hits = try await index.search(SearchRequest(query: query, mode: .vector)).hits
      return hits.first?.score.total ?? 0
    }
    try await add("1.0.0", "Steers boats into the harbour. Use it at sea.")
    #expect(try await filling.run() == 1)
    let boats = try await similarity("ships and ports")
    try await add("1.1.0", "Bakes bread and cakes. Use it in the kitchen.")
    #expect(try await filling.run() == 1)
    #expect(try await similarity("ships and ports") < boats)
    #expect(try await similarity("baking a loaf") > 0.3)
  }

  @Test func whatIsDamagedIsSaid() async throws {
    var random = SeededGenerator(seed: 9)
    let pool = try await PostgresFixture.migrated().pool()
    _ = try await PostgresSkillStore(pool).add([Self.addition(1, &random)], by: "ann", at: noon)
    let shared = PostgresIndex(PostgresSkillCorpus(), in: pool)
    let connection = try await PostgresConnection.open(pool.address)
    try await connection.query("UPDATE mcp.word_posting SET postings = '\\xffffffffffff'")
    #expect(await errorCode { _ = try await shared.search(SearchRequest(query: "does")) } == .unavailable)
  }

  @Test func vectorsAreSaidToBeMissing() async throws {
    let shared = PostgresIndex(PostgresSkillCorpus(), in: try await PostgresFixture.migrated().pool())
    #expect(
      await errorCode { _ = try await shared.search(SearchRequest(query: "x", mode: .vector)) } == .notFound)
  }
}
