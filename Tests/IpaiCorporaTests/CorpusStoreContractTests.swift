import Foundation
import IpaiCore
import IpaiDatabase
import IpaiSearch
import Synchronization
import TestSupport
import Testing

@testable import IpaiCorpora

@Suite struct CorpusStoreContractTests {
  @Test(arguments: CorpusStoreKind.allCases)
  func whatChangesIsReadAndWhatVanishesIsNotFound(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write("# Retry\n\nThe client retries with a back-off.\n", to: "docs/retry.md")
    try folder.write("# Walrus\n\nA walrus sleeps.\n", to: "docs/walrus.md")
    try folder.write(Data([0, 1, 2]), to: "docs/image.png")
    let docs = try await fixture.source("docs", "docs")
    let first = try await fixture.sync(docs)
    #expect(first.added == 2 && first.skipped == [.binary: 1] && first.unchanged == 0)
    #expect(try await fixture.found("walrus", in: ["docs"]) == ["docs/walrus.md:1"])
    let second = try await fixture.sync(docs)
    #expect(second.added == 0 && second.unchanged == 2 && second.skipped == [.binary: 1])
    // Another time with the same text is no change.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: folder.file("docs/retry.md"))
    for isDry in [true, false] {
      let touched = try await fixture.sync(docs, isDry: isDry)
      #expect(touched.updated == 0 && touched.unchanged == 2)
    }
    try folder.write("# Walrus\n\nA seal sleeps.\n", to: "docs/walrus.md")
    try FileManager.default.removeItem(atPath: folder.file("docs/retry.md"))
    let third = try await fixture.sync(docs)
    #expect(third.updated == 1 && third.removed == 1)
    #expect(try await fixture.found("retries", in: ["docs"]).isEmpty)
    #expect(try await fixture.found("seal", in: ["docs"]) == ["docs/walrus.md:1"])
    let corpora = try await fixture.store.corpora()
    #expect(
      corpora.map(\.name) == ["docs"] && corpora[0].files == 1 && corpora[0].skipped == 1 && corpora[0].passages == 1)
  }

  /// In the order of bytes a folder comes after files whose names go on with a space, a dash or a dot, and names that Swift takes for
  /// equal have different bytes.
  @Test(arguments: CorpusStoreKind.allCases)
  func filesAreKnownAgainByTheirBytes(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    let names = ["a b.md", "a-b.md", "a.md", "a/x.md", "a/y/z.md", "a0.md", "Z.md", "caf\u{E9}.md", "cafe\u{301}.md"]
    for (number, name) in names.enumerated() { try folder.write("It says number\(number).", to: "docs/" + name) }
    let docs = try await fixture.source("docs", "docs")
    #expect(try await fixture.sync(docs).added == names.count)
    let again = try await fixture.sync(docs)
    #expect(again.unchanged == names.count && again.added == 0 && again.updated == 0 && again.removed == 0)
    for number in names.indices {
      let place = try #require(try await fixture.found("number\(number)", in: ["docs"]).first)
      #expect(place.unicodeScalars.elementsEqual("docs/\(names[number]):1".unicodeScalars), "\(place)")
    }
    try FileManager.default.removeItem(atPath: folder.file("docs/a-b.md"))
    try FileManager.default.removeItem(atPath: folder.file("docs/a/y"))
    try folder.write("new", to: "docs/a+.md")
    let third = try await fixture.sync(docs)
    #expect(third.removed == 2 && third.added == 1 && third.unchanged == names.count - 2)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func aDryRunChangesNothing(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write("text", to: "docs/a.md")
    let docs = try await fixture.source("docs", "docs")
    #expect(try await fixture.sync(docs, isDry: true).added == 1)
    #expect(try await fixture.count("source_file") == 0)
    #expect(try await fixture.count("passage") == 0)
    #expect(try await fixture.store.sources()[0].synced == nil)
    try await fixture.sync(docs)
    #expect(try await fixture.store.sources()[0].synced == fixture.date)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func aSecondCopyIsStoredOnce(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    for place in ["one", "two"] { try folder.write("func walrus() {}\n", to: "\(place)/src/a.swift") }
    try await fixture.sync(await fixture.source("one", "one"))
    let before = (try await fixture.count("document"), try await fixture.count("passage"))
    // In PostgreSQL a passage belongs to one corpus.
    let copies = kind == .sqlite ? 1 : 2
    let second = try await fixture.sync(await fixture.source("two", "two"))
    #expect(second.added == 1)
    #expect(try await fixture.count("document") == before.0 * copies)
    #expect(try await fixture.count("passage") == before.1 * copies)
    #expect(try await fixture.found("walrus", in: ["one"]) == ["one/src/a.swift:1"])
    #expect(try await fixture.found("walrus", in: ["two"]) == ["two/src/a.swift:1"])
    #expect(try await fixture.found("walrus", in: ["two", "one"]) == ["one/src/a.swift:1"])
    #expect(try await fixture.found("walrus", in: ["two", "one"], paths: ["src/*"]) == ["one/src/a.swift:1"])
    #expect(try await fixture.store.forget(corpus: "one"))
    #expect(try await fixture.found("walrus", in: ["two"]) == ["two/src/a.swift:1"])
    #expect(try await fixture.store.forget(corpus: "two"))
    #expect(try await !fixture.store.forget(corpus: "two"))
    #expect(try await fixture.count("document") == 0)
    #expect(try await fixture.count("passage") == 0)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func whatComesBackIsThere(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    let path = try folder.write("alpha", to: "docs/a.txt")
    let docs = try await fixture.source("docs", "docs")
    try await fixture.sync(docs)
    try folder.write("beta", to: "docs/a.txt")
    try await fixture.sync(docs)
    #expect(try await fixture.found("alpha", in: ["docs"]).isEmpty)
    #expect(try await fixture.count("document") == 2)
    try Data("alpha".utf8).write(to: URL(fileURLWithPath: path))
    try await fixture.sync(docs)
    #expect(try await fixture.found("alpha", in: ["docs"]) == ["docs/a.txt:1"])
    #expect(try await fixture.count("document") == 2)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func aSymbolIsFoundAtItsDefinitionFirst(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write(
      "struct Cache {\n  func load() async {}\n}\n", to: "code/cache.swift")
    try folder.write(String(repeating: "cache.load() // load load Cache\n", count: 20), to: "code/uses.swift")
    try folder.write("# Load\n\nload load load Cache\n", to: "code/readme.md")
    try await fixture.sync(await fixture.source("code", "code"))
    for query in ["load", "Cache.load", "load()", "Cache::load"] {
      #expect(try await fixture.found(query, in: ["code"]).first == "code/cache.swift:2", "\(query)")
    }
    #expect(try await fixture.found("Cache", in: ["code"]).first == "code/cache.swift:1")
    #expect(try await fixture.found("load", in: ["code"], paths: ["*.md"]) == ["code/readme.md:1"])
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func filesThatAreLeftOutGoWhenTheSourceIsAddedAgain(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write("walrus", to: "docs/a.md")
    try folder.write("walrus", to: "docs/b.txt")
    try await fixture.sync(await fixture.source("docs", "docs"))
    try await fixture.sync(await fixture.source("docs", "docs", exclude: ["*.txt"]))
    #expect(try await fixture.found("walrus", in: ["docs"]) == ["docs/a.md:1"])
    #expect(try await fixture.store.forget(path: folder.file("docs/a.md")) == 1)
    #expect(try await fixture.found("walrus", in: ["docs"]).isEmpty)
    #expect(try await fixture.store.forget(path: folder.file("docs")) == 0)
    #expect(try await fixture.store.corpora().isEmpty)
  }

  /// Names that Swift takes for equal are those of two folders.
  @Test(arguments: CorpusStoreKind.allCases)
  func forgettingAFolderLeavesItsTwin(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    for name in ["caf\u{E9}", "cafe\u{301}"] { try folder.write("walrus", to: "docs/\(name)/a.txt") }
    try await fixture.sync(fixture.source("docs", "docs"))
    try await fixture.sync(fixture.source("twin", "docs/cafe\u{301}"))
    #expect(try await fixture.store.forget(path: folder.file("docs/caf\u{E9}")) == 1)
    #expect(try await fixture.store.names() == ["docs", "twin"])
    let left = try await fixture.found("walrus", in: ["docs"])
    #expect(left.count == 1 && left[0].unicodeScalars.contains("\u{301}"), "\(left)")
    #expect(try await !fixture.store.has(path: folder.file("docs/caf\u{E9}")))
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func aSingleFileIsASource(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write("walrus", to: "notes.txt")
    let notes = try await fixture.source("notes", "notes.txt")
    try await fixture.sync(notes)
    #expect(try await fixture.found("walrus", in: ["notes"]) == ["notes.txt:1"])
    #expect(try await fixture.sync(notes).unchanged == 1)
    try FileManager.default.removeItem(atPath: folder.file("notes.txt"))
    let error = await #expect(throws: IpaiError.self) { try await fixture.sync(notes) }
    #expect(error?.code == .notFound && error?.hint?.contains("rag forget") == true)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func aCorpusThatIsForgottenMeanwhileIsSaid(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    try folder.write("walrus", to: "docs/a.txt")
    let docs = try await fixture.source("docs", "docs")
    #expect(try await fixture.store.forget(corpus: "docs"))
    let error = await #expect(throws: IpaiError.self) { try await fixture.sync(docs) }
    #expect(error?.code == .conflict && error?.message.contains("forgotten") == true)
    #expect(try await fixture.count("source_file") == 0)
    #expect(try await fixture.count("document") == 0)
  }

  @Test(arguments: CorpusStoreKind.allCases)
  func anInterruptedSyncGoesOn(kind: CorpusStoreKind) async throws {
    let fixture = try await CorpusFixture(kind)
    let folder = fixture.folder
    for number in 0..<450 { try folder.write("walrus \(number)", to: "docs/\(number).txt") }
    let docs = try await fixture.source("docs", "docs")
    let checks = Mutex(0)
    let interrupted = CorpusSync(fixture.store, at: fixture.date, now: .max) {
      checks.withLock { checks in
        checks += 1
        return checks > 300
      }
    }
    await #expect(throws: IpaiError.self) { try await interrupted.run(docs) }
    let kept = try await fixture.count("source_file")
    #expect(kept >= 200 && kept < 450)
    let rest = try await fixture.sync(docs)
    #expect(rest.added == 450 - kept && rest.unchanged == kept)
  }
}
