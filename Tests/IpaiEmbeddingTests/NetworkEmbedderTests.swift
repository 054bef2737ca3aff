import Foundation
import IpaiCore
import Synchronization
import TestSupport
import Testing

@testable import IpaiEmbedding

/// Embeddings of a service, and what services do wrong. The stand-in says which models there are.
@Suite struct NetworkEmbedderTests {
  private let server: ScriptServer

  init() throws { server = try ScriptServer.embeddings() }

  private func service(_ model: String, dimensions: Int? = nil, keyVariable: String? = nil) throws -> EmbeddingService {
    try EmbeddingService(
      url: server.address + "/v1", model: model, wantedDimensions: dimensions, keyVariable: keyVariable)
  }

  private func embedder(_ model: String, _ change: (inout EmbeddingLimits) -> Void = { _ in }) throws -> NetworkEmbedder
  {
    var limits = EmbeddingLimits.ofPassages
    limits.longestPause = 1
    change(&limits)
    return try NetworkEmbedder(service(model), key: nil, width: 48, limits: limits)
  }

  private func encode(_ embedder: NetworkEmbedder, _ texts: [String]) throws -> [[Float]] {
    let numbers = try embedder.encode(texts.map { Array($0.utf8) }) { false }
    #expect(numbers.count == texts.count * 64)
    return stride(from: 0, to: numbers.count, by: 64).map { Array(numbers[$0..<($0 + 64)]) }
  }

  private struct Asked: Decodable {
    let model: String
    let texts: Int
    let first: String
    let port: Int
  }

  private func asked() throws -> [Asked] {
    try server.text("/log").split(separator: "\n").map {
      try JSONDecoder().decode(Asked.self, from: Data($0.utf8))
    }
  }

  private func product(_ one: [Float], _ other: [Float]) -> Float { zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } }

  @Test(arguments: ["words", "shuffled", "small", "busy", "broken"])
  func textsGetTheirOwnEmbeddings(model: String) throws {
    let texts = (0..<100).map { "text number \($0)" }
    let found = try encode(embedder(model), texts)
    let one = try #require(try encode(embedder("words"), [texts[57]]).first)
    #expect(product(found[57], one) > 0.999)
    #expect(found.allSatisfy { abs(product($0, $0) - 1) < 0.001 && $0[48...].allSatisfy { $0 == 0 } })
  }

  @Test func requestsHaveAtMostSoManyTextsAndBytes() throws {
    _ = try encode(embedder("words"), (0..<100).map { "\($0)" })
    #expect(try asked().map(\.texts).sorted() == [4, 32, 32, 32])
    _ = try encode(embedder("late"), [String](repeating: String(repeating: "ab ", count: 5_000), count: 20))
    let long = try asked().filter { $0.model == "late" }
    #expect(long.map(\.texts).sorted() == [4, 8, 8])
    #expect(long.allSatisfy { $0.first.utf8.count == 8_000 })
  }

  /// A new connection costs more than a request, where it is encrypted.
  @Test func aConnectionIsKeptForTheNextCall() throws {
    let embedder = try embedder("words")
    for number in 0..<5 { _ = try encode(embedder, ["\(number)"]) }
    _ = try embedder.encode(query: "5")
    let ports = try asked().map(\.port)
    #expect(ports.count == 6 && Set(ports).count == 1, "\(ports)")
  }

  /// A pause that was asked for holds for all requests, and a search goes on without the service.
  @Test func aSearchDoesNotWaitForAPause() throws {
    let embedder = try embedder("pausing") { $0.longestPause = 60 }
    let isOver = Atomic(false)
    let filling = DispatchGroup()
    filling.enter()
    Thread {
      _ = try? embedder.encode([Array("a".utf8)]) { isOver.load(ordering: .relaxed) }
      filling.leave()
    }.start()
    // Until the answer has arrived, nothing is known of a pause.
    while try asked().isEmpty {}
    let error = #expect(throws: IpaiError.self) {
      for _ in 0..<1_000 { _ = try embedder.encode(query: "b") }
    }
    #expect(error?.message.contains("asked for a pause") == true, "\(String(describing: error))")
    isOver.store(true, ordering: .relaxed)
    filling.wait()
  }

  @Test func aCharacterIsNotCut() throws {
    _ = try encode(
      embedder("words"), [String(repeating: "é", count: 5_000) + "!", "x" + String(repeating: "€", count: 4_000), ""])
    let first = try #require(asked().first).first
    #expect(first == String(repeating: "é", count: 4_000))
  }

  @Test func prefixesStandBeforeTexts() throws {
    let service = try EmbeddingService(
      url: server.address + "/v1/embeddings", model: "words", queryPrefix: "query: ", passagePrefix: "passage: ")
    let embedder = NetworkEmbedder(service, key: nil, width: 48)
    _ = try embedder.encode(query: "keys")
    _ = try embedder.encode([Array("keys".utf8)]) { false }
    #expect(try asked().map(\.first) == ["query: keys", "passage: keys"])
  }

  @Test(arguments: [
    ("html", "is not a list of embeddings"), ("nan", "is not a list of embeddings"),
    ("infinite", "is not a list of embeddings"), ("few", "has 2 embeddings for 3 texts"),
    ("many", "has 4 embeddings for 3 texts"), ("twice", "has 4 embeddings for 3 texts"),
    ("zero", "all its numbers are 0"), ("elsewhere", "status 302 points to another address"),
    ("endless", "has more than"), ("empty", "has no quota left"), ("patient", "status 429"),
    ("fixed dimensions", "does not support specifying dimensions"),
  ])
  func whatIsWrongInItselfIsNotTriedAgain(model: String, message: String) throws {
    let name = String(model.prefix { $0 != " " })
    let service = try service(name, dimensions: model.contains(" ") ? 48 : nil)
    let embedder = NetworkEmbedder(service, key: nil, width: 48)
    let error = #expect(throws: IpaiError.self) { _ = try encode(embedder, ["a", "b", "c"]) }
    #expect(error?.code == .unavailable && error?.message.contains(message) == true, "\(String(describing: error))")
    #expect(try asked().count == 1)
  }

  @Test(arguments: ["down", "cut", "hanging"])
  func whatMayGetBetterIsTriedAgain(model: String) throws {
    let embedder = try embedder(model) {
      $0.attempts = 2
      $0.timeout = 1
    }
    let error = #expect(throws: IpaiError.self) { _ = try encode(embedder, ["a"]) }
    #expect(error?.code == .unavailable)
    #expect(try asked().count == 2)
  }

  /// Searches do not wait for a service again that could not be used a moment ago.
  @Test func aServiceThatFailedIsLeftAloneForAWhile() throws {
    let embedder = try embedder("patient")
    for _ in 0..<3 {
      let error = #expect(throws: IpaiError.self) { _ = try embedder.encode(query: "a") }
      #expect(error?.message.contains("status 429") == true)
    }
    #expect(try asked().count == 1)
    // What is computed for a corpus is asked for expressly.
    #expect(throws: IpaiError.self) { _ = try encode(embedder, ["a"]) }
    #expect(try asked().count == 2)
  }

  @Test func anotherNumberOfDimensionsIsRefused() throws {
    let narrow = try service("narrow")
    #expect(try NetworkEmbedder.width(of: narrow, key: nil) { false } == 48)
    let error = #expect(throws: IpaiError.self) {
      _ = try NetworkEmbedder(narrow, key: nil, width: 48).encode([Array("a".utf8)]) { false }
    }
    #expect(error?.message.contains("47 numbers instead of 48") == true)
    let wanted = try service("words", dimensions: 1_536)
    #expect(try NetworkEmbedder.width(of: wanted, key: nil) { false } == 1_536)
    #expect(throws: IpaiError.self) {
      _ = try NetworkEmbedder.width(of: service("words", dimensions: 4_097), key: nil) { false }
    }
  }

  @Test func aKeyThatIsRefusedIsNotShown() throws {
    let service = try service("keyed", keyVariable: "KEY")
    let wrong = Secret("sk-this-key-is-wrong")
    let error = #expect(throws: IpaiError.self) {
      _ = try NetworkEmbedder(service, key: wrong, width: 48).encode(query: "a")
    }
    #expect(error?.code == .denied && error?.message.contains("the key in KEY") == true)
    #expect(error?.rendered.contains("sk-this") == false)
    let said = #expect(throws: IpaiError.self) {
      _ = try NetworkEmbedder(self.service("echoing"), key: wrong, width: 48).encode(query: "a")
    }
    #expect(said?.message.contains("Bearer ***") == true, "\(String(describing: said))")
    #expect(said?.message.unicodeScalars.contains { $0.value < 0x20 } == false)
    #expect(try NetworkEmbedder(service, key: Secret("key-of-the-tests"), width: 48).encode(query: "a").count == 64)
  }

  @Test func cancellingDoesNotWaitForTheService() throws {
    let start = Date()
    let error = #expect(throws: IpaiError.self) {
      _ = try embedder("hanging").encode((0..<200).map { Array("\($0)".utf8) }) {
        Date().timeIntervalSince(start) > 0.5
      }
    }
    #expect(error?.code == .interrupted)
  }

  @Test func aServiceThatIsGoneIsSaidToBe() throws {
    let gone = try EmbeddingService(url: "http://127.0.0.1:9/v1", model: "words")
    let error = #expect(throws: IpaiError.self) {
      _ = try NetworkEmbedder(gone, key: nil, width: 48).encode(query: "a")
    }
    #expect(error?.code == .unavailable && error?.message.contains("http://127.0.0.1:9/v1") == true)
  }

  @Test(arguments: [
    "http://example.org/v1", "ftp://localhost/v1", "https://user:secret@example.org",
    "https://example.org/v1?key=secret",
    "localhost:11434", "", "https://", "https://example.org/v1#part", "https://example.org:99999/v1",
  ])
  func addressesThatWouldTellSecretsAreRefused(url: String) {
    let error = #expect(throws: IpaiError.self) { _ = try EmbeddingService(url: url, model: "m") }
    #expect(error?.code == .usage && error?.rendered.contains("secret") == false)
  }

  @Test(arguments: ["sk-this-is-the-key", "A=B", "", "1A", "A B", "A\n"])
  func aKeyInPlaceOfItsVariableIsNotShown(name: String) {
    let error = #expect(throws: IpaiError.self) {
      _ = try EmbeddingService(url: "https://example.org", model: "m", keyVariable: name)
    }
    #expect(error?.code == .usage && (name.isEmpty || error?.rendered.contains(name) == false))
  }

  /// What somebody no longer waits for ends.
  @Test func aQueryEndsWithItsWork() throws {
    let start = Date()
    let error = #expect(throws: IpaiError.self) {
      try CurrentWork.$current.withValue(CurrentWork(isCancelled: { Date().timeIntervalSince(start) > 0.5 })) {
        _ = try embedder("hanging").encode(query: "a")
      }
    }
    #expect(error?.code == .interrupted)
  }

  @Test func aRevisionTellsEmbeddingsApart() throws {
    func revision(_ url: String, _ model: String, _ width: Int, _ prefix: String = "", query: String = "") throws
      -> String
    {
      try NetworkEmbedder(
        EmbeddingService(url: url, model: model, queryPrefix: query, passagePrefix: prefix), key: nil, width: width
      ).revision
    }
    let one = try revision("https://example.org/v1", "m", 48)
    #expect(one.count == 64)
    #expect(try one == revision("https://example.org/v1/", "m", 48, query: "q"))
    let others = try [
      revision("https://example.org/v2", "m", 48), revision("https://example.org/v1", "n", 48),
      revision("https://example.org/v1", "m", 49), revision("https://example.org/v1", "m", 48, "p"),
    ]
    #expect(Set(others + [one]).count == 5)
  }
}
