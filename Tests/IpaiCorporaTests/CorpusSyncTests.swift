import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

@testable import IpaiCorpora

@Suite struct CorpusSyncTests {
  private let folder: TemporaryFolder
  private let database: DatabaseFile
  private let store: SQLiteCorpusStore
  private let date = Timestamp(seconds: 1_700_000_000)

  init() throws {
    folder = try TemporaryFolder()
    database = try DatabaseFile.forWriting(folder.file("ipai.db"))
    store = SQLiteCorpusStore(database)
  }

  private func source(_ corpus: String, _ path: String, exclude: [String] = []) throws -> StoredSource {
    var source = NewSource(corpus: corpus, path: folder.file(path))
    source.exclude = exclude
    return try store.add(source, at: date)
  }

  /// Files are old enough not to change unnoticed.
  @discardableResult
  private func sync(_ source: StoredSource, isDry: Bool = false) throws -> CorpusSyncSummary {
    let now = Int64(Date().timeIntervalSince1970 * 1e9) + 3_600_000_000_000
    return try CorpusSync(store, at: date, now: now, isDry: isDry).run(source)
  }

  private func found(_ query: String, in corpora: [String], paths: [String] = []) async throws -> [String] {
    var request = SearchRequest(query: query, filter: DocumentFilter(paths: paths), mode: .lexical)
    request.maxResults = 50
    return try await PassageSearchIndex(corpora, in: database).search(request).hits.map { hit in
      let passage = try #require(hit.payload as? PassageHit)
      #expect(passage.path.hasPrefix(folder.path + "/"))
      return "\(passage.path.dropFirst(folder.path.count + 1)):\(passage.passage.startLine)"
    }
  }

  private func count(_ table: String) throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
  }

  @Test func whatChangesIsReadAndWhatVanishesIsNotFound() async throws {
    try folder.write("# Retry\n\nThe client retries with a back-off.\n", to: "docs/retry.md")
    try folder.write("# Walrus\n\nA walrus sleeps.\n", to: "docs/walrus.md")
    try folder.write(Data([0, 1, 2]), to: "docs/image.png")
    let docs = try source("docs", "docs")
    let first = try sync(docs)
    #expect(first.added == 2 && first.skipped == [.binary: 1] && first.unchanged == 0)
    #expect(try await found("walrus", in: ["docs"]) == ["docs/walrus.md:1"])
    let second = try sync(docs)
    #expect(second.added == 0 && second.unchanged == 2 && second.skipped == [.binary: 1])
    // Another time with the same text is no change.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: folder.file("docs/retry.md"))
    for isDry in [true, false] {
      let touched = try sync(docs, isDry: isDry)
      #expect(touched.updated == 0 && touched.unchanged == 2)
    }
    try folder.write("# Walrus\n\nA seal sleeps.\n", to: "docs/walrus.md")
    try FileManager.default.removeItem(atPath: folder.file("docs/retry.md"))
    let third = try sync(docs)
    #expect(third.updated == 1 && third.removed == 1)
    #expect(try await found("retries", in: ["docs"]).isEmpty)
    #expect(try await found("seal", in: ["docs"]) == ["docs/walrus.md:1"])
    let corpora = try store.corpora()
    #expect(
      corpora.map(\.name) == ["docs"] && corpora[0].files == 1 && corpora[0].skipped == 1 && corpora[0].passages == 1)
  }

  /// In the order of bytes a folder comes after files whose names go on with a space, a dash or a dot, and names that Swift takes for
  /// equal have different bytes.
  @Test func filesAreKnownAgainByTheirBytes() async throws {
    let names = ["a b.md", "a-b.md", "a.md", "a/x.md", "a/y/z.md", "a0.md", "Z.md", "caf\u{E9}.md", "cafe\u{301}.md"]
    for (number, name) in names.enumerated() { try folder.write("It says number\(number).", to: "docs/" + name) }
    let docs = try source("docs", "docs")
    #expect(try sync(docs).added == names.count)
    let again = try sync(docs)
    #expect(again.unchanged == names.count && again.added == 0 && again.updated == 0 && again.removed == 0)
    for number in names.indices {
      let place = try #require(try await found("number\(number)", in: ["docs"]).first)
      #expect(place.unicodeScalars.elementsEqual("docs/\(names[number]):1".unicodeScalars), "\(place)")
    }
    try FileManager.default.removeItem(atPath: folder.file("docs/a-b.md"))
    try FileManager.default.removeItem(atPath: folder.file("docs/a/y"))
    try folder.write("new", to: "docs/a+.md")
    let third = try sync(docs)
    #expect(third.removed == 2 && third.added == 1 && third.unchanged == names.count - 2)
  }

  @Test func aDryRunChangesNothing() throws {
    try folder.write("text", to: "docs/a.md")
    let docs = try source("docs", "docs")
    #expect(try sync(docs, isDry: true).added == 1)
    #expect(try count("source_file") == 0 && count("passage") == 0)
    #expect(try store.sources()[0].synced == nil)
    try sync(docs)
    #expect(try store.sources()[0].synced == date)
  }

  @Test func aSecondCopyIsStoredOnce() async throws {
    for place in ["one", "two"] { try folder.write("func walrus() {}\n", to: "\(place)/src/a.swift") }
    try sync(source("one", "one"))
    let before = (try count("document"), try count("passage"))
    let second = try sync(source("two", "two"))
    #expect(second.added == 1)
    #expect(try count("document") == before.0 && count("passage") == before.1)
    #expect(try await found("walrus", in: ["one"]) == ["one/src/a.swift:1"])
    #expect(try await found("walrus", in: ["two"]) == ["two/src/a.swift:1"])
    #expect(try store.forget(corpus: "one"))
    #expect(try await found("walrus", in: ["two"]) == ["two/src/a.swift:1"])
    #expect(try store.forget(corpus: "two") && !store.forget(corpus: "two"))
    #expect(try count("document") == 0 && count("passage") == 0)
  }

  @Test func whatComesBackIsThere() async throws {
    let path = try folder.write("alpha", to: "docs/a.txt")
    let docs = try source("docs", "docs")
    try sync(docs)
    try folder.write("beta", to: "docs/a.txt")
    try sync(docs)
    #expect(try await found("alpha", in: ["docs"]).isEmpty && count("document") == 2)
    try Data("alpha".utf8).write(to: URL(fileURLWithPath: path))
    try sync(docs)
    #expect(try await found("alpha", in: ["docs"]) == ["docs/a.txt:1"] && count("document") == 2)
  }

  @Test func aSymbolIsFoundAtItsDefinitionFirst() async throws {
    try folder.write(
      "struct Cache {\n  func load() async {}\n}\n", to: "code/cache.swift")
    try folder.write(String(repeating: "cache.load() // load load Cache\n", count: 20), to: "code/uses.swift")
    try folder.write("# Load\n\nload load load Cache\n", to: "code/readme.md")
    try sync(source("code", "code"))
    for query in ["load", "Cache.load", "load()", "Cache::load"] {
      #expect(try await found(query, in: ["code"]).first == "code/cache.swift:2", "\(query)")
    }
    #expect(try await found("Cache", in: ["code"]).first == "code/cache.swift:1")
    #expect(try await found("load", in: ["code"], paths: ["*.md"]) == ["code/readme.md:1"])
  }

  @Test func filesThatAreLeftOutGoWhenTheSourceIsAddedAgain() async throws {
    try folder.write("walrus", to: "docs/a.md")
    try folder.write("walrus", to: "docs/b.txt")
    try sync(source("docs", "docs"))
    try sync(source("docs", "docs", exclude: ["*.txt"]))
    #expect(try await found("walrus", in: ["docs"]) == ["docs/a.md:1"])
    #expect(try store.forget(path: folder.file("docs/a.md")) == 1)
    #expect(try await found("walrus", in: ["docs"]).isEmpty)
    #expect(try store.forget(path: folder.file("docs")) == 0 && store.corpora().isEmpty)
  }

  @Test func aSingleFileIsASource() async throws {
    try folder.write("walrus", to: "notes.txt")
    let notes = try source("notes", "notes.txt")
    try sync(notes)
    #expect(try await found("walrus", in: ["notes"]) == ["notes.txt:1"])
    #expect(try sync(notes).unchanged == 1)
    try FileManager.default.removeItem(atPath: folder.file("notes.txt"))
    let error = #expect(throws: IpaiError.self) { try sync(notes) }
    #expect(error?.code == .notFound && error?.hint?.contains("rag forget") == true)
  }

  @Test func aCorpusThatIsForgottenMeanwhileIsSaid() throws {
    try folder.write("walrus", to: "docs/a.txt")
    let docs = try source("docs", "docs")
    #expect(try store.forget(corpus: "docs"))
    let error = #expect(throws: IpaiError.self) { try sync(docs) }
    #expect(error?.code == .conflict && error?.message.contains("forgotten") == true)
    #expect(try count("source_file") == 0 && count("document") == 0)
  }

  @Test func anInterruptedSyncGoesOn() throws {
    for number in 0..<450 { try folder.write("walrus \(number)", to: "docs/\(number).txt") }
    let docs = try source("docs", "docs")
    var checks = 0
    let interrupted = CorpusSync(store, at: date, now: .max) {
      checks += 1
      return checks > 300
    }
    #expect(throws: IpaiError.self) { try interrupted.run(docs) }
    let kept = try count("source_file")
    #expect(kept >= 200 && kept < 450)
    let rest = try sync(docs)
    #expect(rest.added == 450 - kept && rest.unchanged == kept)
  }

  @Test(arguments: ["", "all", "commits", "A", "a b", "-a", "a/b", "a'b", String(repeating: "a", count: 65)])
  func badNamesAreRefused(_ name: String) {
    #expect(throws: IpaiError.self) { try CorpusName.check(name) }
  }
}
