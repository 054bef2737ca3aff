import DomainTestSupport
import Foundation
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import TestSupport
import Testing

@testable import IpaiCorpora

/// What is found in one store is found in the other, with the same scores.
@Suite struct PassageSearchStoreContractTests {
  private static let words = [
    "pool", "connection", "idle", "proxy", "timeout", "walrus", "harbour", "tea", "the", "of", "why", "readFile",
    "read_file", "naïve", "北京", "HTTP/2", "don't", "deploy", "rollback", "closes", "minute",
  ]

  private let local: CorpusFixture
  private let shared: CorpusFixture

  init() async throws {
    local = try await CorpusFixture(.sqlite)
    shared = try await CorpusFixture(.postgres, folder: local.folder)
  }

  private var both: [CorpusFixture] { [local, shared] }
  private var folder: TemporaryFolder { local.folder }

  private static func text(_ count: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
      .joined(separator: " ")
  }

  /// A page with a title and sections, source code, or a list of records.
  private static func file(_ number: Int, _ random: inout SeededGenerator) -> (path: String, text: String) {
    switch number % 4 {
    case 0:
      let functions = (0..<4).map { "func \(words[(number + $0) % 3])\($0)() {\n  // \(text(3...12, &random))\n}\n" }
      return ("src/file\(number).swift", functions.joined(separator: "\n"))
    case 1:
      let records = (0..<5).map { "{\"id\": \($0), \"note\": \"\(text(2...9, &random).replacing("\"", with: ""))\"}" }
      return ("data/list\(number).json", "[\n" + records.joined(separator: ",\n") + "\n]\n")
    default:
      let sections = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        "## \(text(1...4, &random))\n\n\(text(5...60, &random))\n"
      }
      return (
        "docs/\(words[number % 5])\(number).md", "# \(text(1...3, &random))\n\n" + sections.joined(separator: "\n")
      )
    }
  }

  private func fill(_ random: inout SeededGenerator, count: Int = 60) async throws {
    for number in 0..<count {
      let (path, text) = Self.file(number, &random)
      try folder.write(text, to: (number % 3 == 0 ? "one/" : "two/") + path)
    }
    // The same in both corpora.
    for place in ["one", "two"] {
      try folder.write("# Tea\n\nThe walrus deploys tea.\n", to: "\(place)/docs/tea.md")
    }
    try await sync()
  }

  private func sync() async throws {
    for fixture in both {
      for corpus in ["one", "two"] { try await fixture.sync(fixture.source(corpus, corpus)) }
    }
  }

  /// `tolerance`: by how much scores may differ.
  private func same(
    _ query: String, in corpora: [String] = ["one", "two"], mode: SearchMode = .lexical, tolerance: Double = 0.0001,
    meaning: SearchMeaning? = nil, isEmpty: Bool = false, _ change: (inout SearchRequest) -> Void = { _ in }
  ) async throws {
    var request = SearchRequest(query: query, maxResults: 500, mode: mode)
    change(&request)
    let one = try await local.index(corpora, meaning).search(request)
    let other = try await shared.index(corpora, meaning).search(request)
    #expect(one.hits.isEmpty == isEmpty, "\(query)")
    let twins = Dictionary(uniqueKeysWithValues: other.hits.map { ($0.id, $0) })
    var missing = 0
    for hit in one.hits {
      guard let twin = twins[hit.id] else {
        missing += 1
        continue
      }
      #expect(abs(twin.score.total - hit.score.total) <= tolerance, "\(query) \(hit.place)")
      #expect(twin.match == hit.match && twin.title == hit.title && twin.corpus == hit.corpus, "\(query) \(hit.id)")
      var payloads = (hit.payload as? PassageHit, twin.payload as? PassageHit)
      // What is just similar enough in one store may just not be in the other.
      if tolerance > 0.001 { payloads.1?.further = payloads.0?.further ?? [] }
      #expect(payloads.0 == payloads.1 && payloads.0 != nil, "\(query) \(hit.place)")
    }
    // With vectors, one that is just near enough in one store may just not be in the other.
    let allowed = tolerance > 0.001 ? 2 : 0
    #expect(missing <= allowed && abs(one.hits.count - other.hits.count) <= allowed, "\(query)")
    #expect(one.coverage == other.coverage, "\(query)")
  }

  private func sameForAll() async throws {
    for query in Self.words.prefix(12) + ["pool connection idle", "\"the walrus\"", "tea -walrus", "why of the pool"] {
      try await same(query)
      try await same(query) { $0.isByWhole = true }
    }
    try await same("walrus tea", in: ["two"])
    try await same("walrus tea") { $0.filter.paths = ["docs"] }
    try await same("walrus tea") { $0.filter.languages = ["swift"] }
    try await same("walrus", isEmpty: true) { $0.filter.until = Timestamp(seconds: 5) }
    try await same("pool1")
    try await same("zzzz", isEmpty: true)
  }

  @Test(arguments: [1 as UInt64, 2])
  func bothStoresFindTheSame(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    try await fill(&random)
    try await sameForAll()
    // Files change, go and come.
    for number in 0..<20 {
      let (path, _) = Self.file(number, &random)
      let place = (number % 3 == 0 ? "one/" : "two/") + path
      let text = Self.file(number + 4, &random).text
      if number % 5 == 0 {
        try FileManager.default.removeItem(atPath: folder.file(place))
      } else {
        try folder.write(text, to: place)
      }
    }
    try await sync()
    try await sameForAll()
    for fixture in both { #expect(try await fixture.store.forget(corpus: "one")) }
    try await same("walrus tea", in: ["two"])
    #expect(try await shared.count("word_segment") > 0)
    for fixture in both { #expect(try await fixture.store.forget(corpus: "two")) }
    for table in ["word_segment", "word_posting", "passage", "document", "source_file"] {
      #expect(try await shared.count(table) == 0, "\(table)")
    }
  }

  @Test func pagesTogetherAreTheWhole() async throws {
    var random = SeededGenerator(seed: 3)
    try await fill(&random)
    var request = SearchRequest(query: "walrus tea pool", maxResults: 500, mode: .lexical)
    let index = shared.index(["one", "two"])
    let whole = try await index.search(request).hits.map(\.id)
    request.maxResults = 7
    var pages: [String] = []
    repeat {
      let findings = try await index.search(request)
      pages += findings.hits.map(\.id)
      request.after = findings.next
    } while request.after != nil
    #expect(pages == whole && whole.count > 20)
  }

  /// The name of a symbol comes first, on whatever page.
  @Test(arguments: CorpusStoreKind.allCases)
  func pagesOfASymbolAreTheWhole(kind: CorpusStoreKind) async throws {
    for number in 0..<30 { try folder.write("func tea() {}\n// tea \(number)\n", to: "one/file\(number).swift") }
    let fixture = kind == .sqlite ? local : shared
    try await fixture.sync(fixture.source("one", "one"))
    var request = SearchRequest(query: "tea", maxResults: 500, mode: .lexical)
    let index = fixture.index(["one"])
    let whole = try await index.search(request).hits
    request.maxResults = 7
    var pages: [SearchHit] = []
    repeat {
      let findings = try await index.search(request)
      pages += findings.hits
      request.after = findings.next
    } while request.after != nil
    #expect(pages.map(\.id) == whole.map(\.id) && whole.count == 30)
    #expect(pages.map(\.score.total) == whole.map(\.score.total))
  }

  @Test func bothStoresFindTheSameByMeaning() async throws {
    let encoder = try TestModel.encoder()
    let meaning = SearchMeaning(cacheFolder: nil) { encoder }
    var random = SeededGenerator(seed: 4)
    try await fill(&random, count: 40)
    guard case .file(let database) = local.place, case .shared(let pool) = shared.place else { return }
    let fillings: [any PassageEmbedding] = [
      SQLitePassageEmbedding(database, encoder), PostgresPassageEmbedding(pool, encoder),
    ]
    for filling in fillings {
      let extent = try await filling.extent(of: ["one", "two"], sampled: 5)
      #expect(extent.passages > 100 && extent.sample.count == 5 && extent.tokens > extent.sampleTokens)
      #expect(try await filling.run(["one", "two"]) { _, _ in } == extent.passages)
      #expect(try await filling.extent(of: ["one", "two"], sampled: 0).passages == 0)
    }
    // All passages have one, also those whose text another has.
    #expect(try await shared.count("document_vector") == shared.count("passage"))
    for query in ["pool connection idle", "the walrus deploys tea", "why deploy the harbour", "tea closes"] {
      for mode in [SearchMode.hybrid, .vector] {
        try await same(query, mode: mode, tolerance: 0.02, meaning: meaning)
        try await same(query, in: ["two"], mode: mode, tolerance: 0.02, meaning: meaning) { $0.isByWhole = true }
      }
    }
    // Programs that know the table alone find them too, if they may, and what conversations mean is not theirs.
    let role = "reader_\(UInt64.random(in: 0 ... .max))"
    let vector = try encoder.encode(query: "the walrus deploys tea")
    try await pool.withConnection { connection in
      try await connection.run(
        script: """
          CREATE ROLE \(role); GRANT mcp_client TO \(role);
          INSERT INTO mcp.document_vector SELECT 'memory', model, document, embedding FROM mcp.document_vector LIMIT 3;
          SET ROLE \(role)
          """)
      #expect(try await connection.number("SELECT count(*) FROM mcp.document_vector WHERE corpus = 'memory'") == 0)
      let best = try await connection.text(
        "SELECT chunk_text FROM mcp.search_rag($1::text::vector, 'one', 1, 0, $2)",
        [.text("[" + vector.map { "\($0)" }.joined(separator: ",") + "]"), .text(encoder.revision)])
      #expect(best?.contains("The walrus deploys tea.") == true, "\(best ?? "none")")
      try await connection.run(script: "RESET ROLE; DELETE FROM mcp.document_vector WHERE corpus = 'memory'")
    }
    // What stays the same is not computed again.
    try folder.write("# Seal\n\nA seal sleeps.\n\n## Tea\n\nThe walrus deploys tea.\n", to: "one/docs/tea.md")
    try await sync()
    #expect(try await fillings[1].extent(of: ["one", "two"], sampled: 0).passages <= 2)
    // What no file says any longer is kept for a while, but is not for others to read, nor what it means.
    for place in ["one", "two"] { try folder.write("# Seal\n\nA seal sleeps.\n", to: "\(place)/docs/tea.md") }
    try await sync()
    try await pool.withConnection { connection in
      let text = "SELECT count(*) FROM mcp.rag_embeddings WHERE chunk_text LIKE '%The walrus deploys tea.%'"
      let all = "SELECT count(*) FROM mcp.document_vector"
      let before = try await connection.number(all) ?? 0
      #expect(try await connection.number(text) ?? 0 > 0)
      try await connection.run(script: "SET ROLE \(role)")
      #expect(try await connection.number(text) == 0)
      let seen = try await connection.number(all) ?? 0
      #expect(seen > 0 && seen < before)
      try await connection.run(script: "RESET ROLE")
    }
  }
}
