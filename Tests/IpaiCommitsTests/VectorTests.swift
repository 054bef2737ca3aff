import DomainTestSupport
import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiEmbedding
import IpaiSearch
import Synchronization
import TestSupport
import Testing

@testable import IpaiCommits

@Suite struct VectorTests {
  private let index: TestIndex
  private let repository: TestRepository
  private let ids: [String]
  private let folder: TemporaryFolder

  init() throws {
    index = try TestIndex()
    folder = try TemporaryFolder()
    let repository = try TestRepository()
    self.repository = repository
    let subjects = [
      "Stop reading once the peer hangs up", "Document the build steps", "Raise the limit of simultaneous downloads",
      "Remove trailing white space", "Translate the menus to French",
    ]
    ids = try subjects.enumerated().map { number, subject in
      try repository.commit(subject + "\n\nNothing else.", files: ["f\(number).txt": "\(number)"], seconds: number * 60)
    }
    try index.index(repository)
  }

  private func fill(isCancelled: @escaping @Sendable () -> Bool = { false }) throws -> Int {
    let (store, path) = (index.store, repository.path)
    return try CallingThread.run {
      try await CommitEmbedding(store, TestModel.encoder(), isCancelled: isCancelled).run(path)
    }
  }

  private func meaning(_ precision: EncoderPrecision = .int8) -> SearchMeaning {
    SearchMeaning(cacheFolder: folder.path) { try TestModel.encoder(precision) }
  }

  private func search(_ query: String, _ mode: SearchMode? = nil, like: String? = nil) async throws -> SearchFindings {
    try await CommitSearchIndex(index.database, meaning: meaning()).search(
      SearchRequest(query: query, repository: repository.path, mode: mode, like: like))
  }

  private var cacheFiles: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test func aParaphraseIsFoundByMeaning() async throws {
    #expect(try await search("connection closed by remote side").hits.isEmpty)
    #expect(try fill() == 5)
    #expect(try fill() == 0)
    let found = try await search("connection closed by remote side")
    #expect(found.coverage[0].mode == .hybrid && found.coverage[0].withoutVectors == 0)
    #expect(found.hits.first?.id == ids[0])
    #expect(found.hits.first?.score.components.keys.contains("meaning") == true)
    #expect(try await search("more parallel transfers", .vector).hits.first?.id == ids[2])
    #expect(try await search("connection closed by remote side", .lexical).hits.isEmpty)
  }

  @Test func scoresAreTheSumOfTheirParts() async throws {
    _ = try fill()
    for mode in SearchMode.allCases {
      for result in try await search("translate the french menus", mode).hits {
        #expect(abs(result.score.components.values.reduce(0, +) - result.score.total) < 1e-5)
      }
    }
  }

  @Test func aCommitIsFoundByExampleAndNotItself() async throws {
    let twin = try repository.commit("Cease to read when the other end has closed", seconds: 1000)
    try index.index(repository)
    _ = try fill()
    let found = try await search("", like: ids[0])
    #expect(found.hits.first?.id == twin && !found.hits.map(\.id).contains(ids[0]))
    #expect(try await search("", .lexical, like: ids[1]).hits.isEmpty == false)
  }

  @Test func exclusionsAndFiltersHoldForMeaningToo() async throws {
    _ = try fill()
    #expect(try await search("reading menus").hits.map(\.id).contains(ids[0]))
    #expect(try await !search("reading menus -peer").hits.map(\.id).contains(ids[0]))
    var request = SearchRequest(query: "strip blanks at line ends", repository: repository.path)
    request.filter.paths = ["f3.txt"]
    #expect(try await CommitSearchIndex(index.database, meaning: meaning()).search(request).hits.map(\.id) == [ids[3]])
    #expect(try await search("\"hangs up\" menus").hits.map(\.id) == [ids[0]])
  }

  @Test func whatIsMissingIsSaid() async throws {
    _ = try fill()
    try repository.commit("One more", seconds: 2000)
    try index.index(repository)
    #expect(try await search("anything").coverage[0].withoutVectors == 1)
    #expect(try fill() == 1)
  }

  @Test func modesThatNeedAModelSaySo() async throws {
    let none = SearchMeaning(cacheFolder: nil) { throw IpaiError(.notFound, "no model") }
    let bare = CommitSearchIndex(index.database, meaning: none)
    let request = SearchRequest(query: "build steps", repository: repository.path)
    #expect(try await bare.search(request).coverage[0].mode == .lexical)
    for mode in [SearchMode.hybrid, .vector] {
      var wanted = request
      wanted.mode = mode
      #expect(await errorCode { _ = try await bare.search(wanted) } == .notFound)
      #expect(await errorCode { _ = try await search("build steps", mode) } == .notFound)
    }
  }

  @Test func anInterruptedFillingGoesOnWhereItStopped() async throws {
    let history = try TestRepository("--bare")
    try GeneratedHistory.make(in: history, commits: 700)
    try index.index(history)
    let calls = Atomic(0)
    let interrupted = CommitEmbedding(index.store, try TestModel.encoder()) {
      calls.wrappingAdd(1, ordering: .relaxed).newValue > 800
    }
    #expect(await errorCode { _ = try await interrupted.run(history.path) } == .interrupted)
    let rest = try await CommitEmbedding(index.store, TestModel.encoder()).run(history.path)
    #expect(rest > 0 && rest < 700 && rest % 256 == 700 % 256)
  }

  @Test func twoFillingsAtOnceComputeTheSame() async throws {
    let database = index.database
    let path = repository.path
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      #expect(throws: Never.self) {
        try CallingThread.run {
          try await CommitEmbedding(SQLiteCommitStore(database), TestModel.encoder()).run(path)
        }
      }
    }
    let count = try index.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM commit_vector") }
    #expect(count == 5)
  }

  @Test func anotherModelIsComputedAnewAndNeverMixed() async throws {
    _ = try fill()
    let store = ModelStore(folder: folder.path + "/models")
    try store.install(TinyModel().source(), as: "tiny")
    let tiny = TextEncoder(try store.open("tiny"), precision: .int8, threads: 1)
    #expect(try await CommitEmbedding(index.store, tiny).run(repository.path) == 5)
    let dimensions = try index.database.read {
      try Int.fetchAll($0, sql: "SELECT DISTINCT length(bytes) FROM commit_vector ORDER BY 1")
    }
    #expect(dimensions == [64, 384])
    #expect(try await search("connection closed by remote side").hits.first?.id == ids[0])
    let meaning = SearchMeaning(cacheFolder: folder.path) {
      TextEncoder(try store.open("tiny"), precision: .int8, threads: 1)
    }
    let request = SearchRequest(query: "a b c", repository: repository.path, mode: .vector)
    #expect(try await CommitSearchIndex(index.database, meaning: meaning).search(request).coverage[0].mode == .vector)
  }

  @Test func theCacheIsACopyAndNothingMore() async throws {
    _ = try fill()
    let expected = try await search("white space", .vector).hits.map(\.score)
    let name = try #require(cacheFiles.first { $0.hasSuffix(".vectors") })
    #expect(try cacheFiles == [name])
    let path = folder.path + "/" + name
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try await search("white space", .vector).hits.map(\.score) == expected)
    var generator = SeededGenerator(seed: 8)
    for round in 0..<60 {
      var damaged = whole
      switch round % 4 {
      case 0: damaged = whole.prefix(Int.random(in: 0..<whole.count, using: &generator))
      case 1: damaged.append(0)
      // Not in the reserved part of the header, which nothing depends on.
      case 2: damaged[Int.random(in: 128..<whole.count, using: &generator)] ^= 1
      default: damaged[Int.random(in: 0..<96, using: &generator)] ^= 0x40
      }
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(try await search("white space", .vector).hits.map(\.score) == expected, "\(round)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole, "\(round)")
    }
  }

  @Test func aStaleCacheIsMadeAnew() async throws {
    _ = try fill()
    _ = try await search("white space", .vector)
    let new = try repository.commit("Strip blanks at the ends of lines", seconds: 3000)
    try index.index(repository)
    _ = try fill()
    #expect(try await search("blanks at line ends", .vector).hits.first?.id == new)
    _ = try await RepositoryForgetting(index.store).forget(repository.path)
    try index.index(repository)
    #expect(try await search("blanks at line ends").hits.first?.id == new)
    #expect(try fill() == 6)
  }

  @Test func theCacheOfAnotherDatabaseIsLeftAlone() async throws {
    _ = try fill()
    _ = try await search("white space", .vector)
    let other = try TestIndex()
    try other.index(repository)
    _ = try await CommitEmbedding(SQLiteCommitStore(other.database), TestModel.encoder()).run(repository.path)
    _ = try await CommitSearchIndex(other.database, meaning: meaning()).search(
      SearchRequest(query: "white space", repository: repository.path))
    #expect(try cacheFiles.count == 2)
  }

  @Test func manyProcessesMayWriteTheCacheAtOnce() async throws {
    _ = try fill()
    let database = index.database
    let path = repository.path
    let folder = folder.path
    let expected = try await search("white space", .vector).hits.map(\.id)
    await withTaskGroup(of: [String]?.self) { group in
      for round in 0..<8 {
        group.addTask {
          for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where round % 2 == 0 {
            unlink(folder + "/" + file)
          }
          let meaning = SearchMeaning(cacheFolder: folder) { try TestModel.encoder() }
          let request = SearchRequest(query: "white space", repository: path, mode: .vector)
          return try? await CommitSearchIndex(database, meaning: meaning).search(request).hits.map(\.id)
        }
      }
      for await found in group { #expect(found == expected) }
    }
  }

  @Test func whatAKilledProcessLeftIsRemovedAfterAnHour() async throws {
    let old = folder.file(".old.partial")
    let young = folder.file(".young.partial")
    for (file, age) in [(old, 3700.0), (young, 60)] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: file))
      try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file)
    }
    _ = try fill()
    _ = try await search("white space", .vector)
    #expect(!FileManager.default.fileExists(atPath: old) && FileManager.default.fileExists(atPath: young))
  }

  @Test func aCacheThatCannotBeWrittenIsNoError() async throws {
    _ = try fill()
    let meaning = SearchMeaning(cacheFolder: "/proc/nowhere") { try TestModel.encoder() }
    let request = SearchRequest(query: "white space", repository: repository.path, mode: .vector)
    #expect(try await CommitSearchIndex(index.database, meaning: meaning).search(request).hits.first?.id == ids[3])
  }
}
