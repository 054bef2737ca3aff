import DomainTestSupport
import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import Synchronization
import TestSupport
import Testing

/// What is done in one store is done in the other, with the same outcome.
@Suite(.serialized, .onOwnThreads) struct CommitStoreContractTests {
  private static let queries = [
    "parser", "fix the socket number 12", "cache_limit_7", "\"speed up\" cookie", "proxy -rename", "file3.c", "walrus",
    "Person 3", "static int header", "broken by timeout_limit_11",
  ]

  private func compare(_ stores: CommitStores, _ path: String) async throws {
    for query in Self.queries {
      try await stores.search(query, in: path)
      try await stores.search(query, in: nil)
    }
    try await stores.list(in: path)
    try await stores.list(in: nil)
    try await stores.status(path)
    try await stores.both("overview") { try await RepositoryOverview.read($0) }
    try await stores.both("gaps") { try await CommitLookup($0).gaps(in: nil) }
  }

  @Test func historyThatChangesIsTheSameInBoth() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 260)
    let stores = try await CommitStores()
    #expect(try await stores.index(repository.path).read == 260)
    try await compare(stores, repository.path)
    #expect(try await stores.index(repository.path).read == 0)
    // Dropped, and back again.
    try repository.git("branch", "side", "main~40")
    try repository.git("update-ref", "refs/heads/main", "main~30")
    #expect(try await stores.index(repository.path).dropped > 0)
    try await compare(stores, repository.path)
    let clone = try TestRepository(cloning: repository.path)
    #expect(try await stores.index(clone.path).read == 0)
    try clone.commit("Mend the walrus", files: ["zoo/walrus.c": "int walrus;\n"], seconds: 900_000)
    try await stores.status(clone.path)
    try await stores.search("walrus", in: clone.path)
    #expect(try await stores.index(clone.path).read == 1)
    try await compare(stores, clone.path)
    // An amended commit takes the place of another.
    try clone.git("commit", "-q", "--amend", "-m", "Mend the walrus well")
    let amended = try await stores.index(clone.path)
    #expect(amended.read == 1 && amended.dropped == 1)
    #expect(try await stores.search("walrus", in: clone.path).count == 1)
    for selection in [
      Selection(references: ["side"]), Selection(allReferences: true), Selection(maxCommits: 50),
      Selection(since: Timestamp(seconds: 1_600_060_000)), Selection(diffWords: false),
    ] {
      try await stores.index(repository.path, selection)
      try await compare(stores, repository.path)
    }
    #expect(try await stores.index(repository.path, rebuild: true).read > 200)
    try await compare(stores, repository.path)
    try await stores.both("forget") { try await RepositoryForgetting($0).forget(clone.path).removed }
    try await compare(stores, repository.path)
    try await stores.both("forget") { try await RepositoryForgetting($0).forget(repository.path).removed }
    for table in [
      "git_commit", "person", "path", "changed_path", "repository", "reachable", "unreadable", "word_segment",
      "word_posting",
    ] {
      #expect(try await stores.count(table) == 0, "\(table)")
    }
    #expect(try await stores.both { try await $0.commitCount() } == 0)
  }

  @Test func filtersKeepTheSame() async throws {
    let repository = try TestRepository()
    let people = [("Ann Author", "ann@example.org"), ("ÄNN Öther", "o%_\\x@x"), ("bob", "BOB@x")]
    for (number, path) in ["lib/a.c", "lib/deep/b.c", "lib [x]/c", "a*b", "LIB/A.C", "lib.c", "ü/é.txt", "x-y/]z"]
      .enumerated()
    {
      let person = people[number % people.count]
      try repository.commit(
        "commit \(number)", files: [path: "\(number)"], seconds: number * 1_000,
        environment: ["GIT_AUTHOR_NAME": person.0, "GIT_AUTHOR_EMAIL": person.1])
    }
    let stores = try await CommitStores()
    try await stores.index(repository.path)
    for author in ["ann", "ANN", "än", "ÄN", "%", "_", "\\", "bob <bob", "@x>", "nobody"] {
      let commits = try await stores.list(DocumentFilter(authors: [author]), in: repository.path)
      #expect(commits.isEmpty == ["än", "nobody"].contains(author), "\(author)")
    }
    try await stores.list(DocumentFilter(authors: ["bob", "öther", "Öther"]), in: nil)
    for path in [
      "lib", "lib/", "lib/*", "*.c", "l?b*", "lib/a.c", "lib [[]x]", "lib [x]", "a[*]b", "a*b", "[a-l]*", "[^a-l]*",
      "*é*",
      "ü", "*/[]]z", "*/[]", ".", ":/lib", "nothing", "*", "x[--0]y", "lib/**/b.c",
    ] {
      try await stores.list(DocumentFilter(paths: [path]), in: repository.path)
      try await stores.search("commit", in: repository.path) { $0.filter.paths = [path] }
    }
    let both = try await stores.list(DocumentFilter(paths: ["lib/a.c", "a[*]b"]), in: repository.path)
    #expect(both.count == 2)
    let start = 1_704_067_200
    for (since, until) in [(2, 5), (0, 0), (9, 20)] {
      let filter = DocumentFilter(
        since: Timestamp(seconds: Int64(start + since * 1_000)), until: Timestamp(seconds: Int64(start + until * 1_000))
      )
      try await stores.list(filter, in: repository.path)
      try await stores.search("commit", in: nil) { $0.filter = filter }
    }
    for filter in [
      DocumentFilter(authors: [""]), DocumentFilter(paths: [""]), DocumentFilter(paths: ["../.."]),
      DocumentFilter(authors: Array(repeating: "a", count: 300)), DocumentFilter(authors: ["a\u{0}"]),
    ] {
      let code = await errorCode { try await stores.list(filter, in: repository.path) }
      #expect(code == .usage)
      let other = await errorCode {
        _ = try await CommitLookup(stores.postgres).list(in: repository.path, filter, PageRequest(maxResults: 1)) { _ in
        }
      }
      #expect(other == .usage)
    }
  }

  @Test func pagesAndIDsAreTheSame() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    let stores = try await CommitStores()
    try await stores.index(repository.path)
    var cursor: String?
    var pages: [[String]] = []
    repeat {
      let after = cursor
      let page = try await stores.both("page") { store in
        var ids: [String] = []
        let next = try await CommitLookup(store).list(
          in: repository.path, DocumentFilter(), PageRequest(maxResults: 17, after: after)
        ) { ids.append($0.id) }
        return [next ?? ""] + ids
      }
      pages.append(Array(page.dropFirst()))
      cursor = page[0].isEmpty ? nil : page[0]
    } while cursor != nil
    let log = try repository.git("log", "--format=%H").split(separator: "\n").map(String.init)
    #expect(pages.map(\.count) == [17, 17, 17, 9] && Set(pages.joined()) == Set(log))
    for revision in [
      "HEAD", "HEAD~7", "main^{tree}", String(log[3].prefix(7)), log[9], "zzzz", "abc", log[5].uppercased(),
    ] {
      var codes: [ErrorCode?] = []
      var commits: [StoredCommit] = []
      for store in [stores.sqlite, stores.postgres] as [any CommitStore] {
        codes.append(
          await errorCode { commits.append(try await CommitLookup(store).show(revision, in: repository.path)) })
      }
      #expect(codes[0] == codes[1], "\(revision)")
      #expect(commits.count != 2 || commits[0] == commits[1], "\(revision)")
    }
    for id in log.prefix(12) {
      #expect(try await stores.search(id, in: nil) == [id])
      try await stores.search(String(id.prefix(4)), in: nil)
      try await stores.search("what did \(id.prefix(9)) change", in: repository.path)
    }
    let names = try await stores.both("names") { store in
      var names = CommitNames(store)
      let words = log.map { String($0.prefix(5)) } + ["zzzzz", "abc", ""]
      return try await names.ids(startingWith: words)
    }
    #expect(!names.isEmpty && names["zzzzz"] == nil)
    #expect(try await stores.postgres.repository(at: "/a\u{0}b") == nil)
  }

  /// Bytes that do not repeat, of 26 kinds.
  private static func noise(_ count: Int, from first: UInt8) -> [UInt8] {
    var random = SeededGenerator(seed: 3)
    return random.bytes(count).map { first + $0 % 26 }
  }

  /// What tidy repositories do not hold.
  @Test func bytesOfAllKindsAreKept() async throws {
    let repository = try TestRepository()
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Data("x".utf8))
    func tree(_ name: Data) throws -> String {
      try repository.git("mktree", "-z", input: Data("100644 blob \(blob)\t".utf8) + name + Data([0]))
    }
    let names: [Data] = [
      Data([0x66, 0xE9]) + Data(".txt".utf8), Data([0xFF, 0xFE, 0x80]), Data("a\u{301}".utf8), Data("á".utf8),
      Data(Self.noise(3_900, from: 48)),
      Data("tab\there\\ \"quoted\" {x,y}".utf8),
    ]
    let long = String(decoding: Self.noise(6_000, from: 97), as: UTF8.self)
    let authors = ["A \u{0}B <a\u{0}@x>", "\(long) <\(long)@x>", "\"{,}\\ <q@x>", "e\u{301} <é@x>", "é <é@x>", ""]
    let messages = [
      Data("nul\u{0}byte\n\nbody".utf8), Data([0x6E, 0x61, 0xEF, 0x76, 0x65]), Data(),
      Data("\\ \" {a,\"b\"} \u{1F600}".utf8),
      Data(repeating: 0, count: 9), Data(String(repeating: "long words ", count: 20_000).utf8),
    ]
    var parent = ""
    for place in names.indices {
      let text = Data(
        "tree \(try tree(names[place]))\n\(parent)author \(authors[place]) 1704067200 +0530\ncommitter C <c@x> \(1_704_067_200 + place) +0000\n\n"
          .utf8)
      parent = "parent \(try repository.rawCommit(text + messages[place]))\n"
    }
    // UTF-7 can write a NUL without one.
    let hidden = try repository.rawCommit(
      author: "A <a@x> 1 +0000", committer: "C <c@x> 1 +0000", extra: "encoding UTF-7\n",
      message: Data("one+AAA-two".utf8))
    let stores = try await CommitStores()
    #expect(try await stores.index(repository.path).indexed == 1)
    #expect(try await stores.search("two", in: nil) == [hidden])
    try repository.git("update-ref", "refs/heads/main", String(parent.dropFirst(7).dropLast()))
    #expect(try await stores.index(repository.path).indexed == names.count)
    #expect(try await stores.list(in: repository.path).count == names.count)
    for path in ["*.txt", "a\u{301}", "á", "*here*", "f?.txt", "f[\u{10FEE9}].txt", "\u{10FEFF}*", "[^a]*"] {
      try await stores.list(DocumentFilter(paths: [path]), in: repository.path)
    }
    for author in ["é", "e\u{301}", "\"{,}\\", String(long.prefix(4_000)), "<a"] {
      try await stores.list(DocumentFilter(authors: [author]), in: repository.path)
    }
    // One commit adds it, and the next one removes it.
    #expect(try await stores.list(DocumentFilter(paths: ["á"]), in: repository.path).count == 2)
    #expect(try await stores.list(DocumentFilter(authors: ["e\u{301}"]), in: repository.path).count == 1)
    for query in ["byte", "naïve", "long words", "😀", "a, \"b\""] { try await stores.search(query, in: nil) }
    try await stores.index(repository.path, rebuild: true)
    try await stores.list(in: repository.path)
  }

  @Test func gapsAreTheSame() async throws {
    let repository = try TestRepository()
    try repository.git("config", "uploadpack.allowFilter", "true")
    for number in 1...4 {
      try repository.commit("visible \(number)", files: ["a": "otter\(number)\n"], seconds: number)
    }
    let stores = try await CommitStores()
    for filter in ["blob:none", "tree:0"] {
      let clone = try TestRepository(cloning: "file://" + repository.path, "--filter=\(filter)", "--no-checkout")
      #expect(try await stores.index(clone.path).withoutAllBlobs == 4)
      try await compare(stores, clone.path)
      try await stores.search("visible", in: clone.path) { $0.filter.paths = ["a"] }
    }
    let shallow = try TestRepository(cloning: "file://" + repository.path, "--depth", "2")
    #expect(try await stores.index(shallow.path).isShallow)
    try await compare(stores, shallow.path)
    try shallow.git("fetch", "-q", "--unshallow")
    try await stores.status(shallow.path)
    #expect(try await stores.index(shallow.path).indexed == 4)
    #expect(try await stores.index(repository.path).withoutAllBlobs == 0)
    #expect(try await stores.search("otter4", in: repository.path).count == 1)
    try await compare(stores, repository.path)
    let commit = try repository.git("rev-parse", "HEAD~2")
    let file = repository.path + "/.git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))"
    chmod(file, 0o644)
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await stores.index(repository.path, Selection(maxCommits: 9)).skipped == [commit])
    try await compare(stores, repository.path)
    try whole.write(to: URL(fileURLWithPath: file))
    try await stores.status(repository.path)
    #expect(try await stores.index(repository.path, Selection(maxCommits: 9)).skipped == [])
  }

  /// What an ipai before migration 0004 did not keep of commits, and what was copied from there lacks.
  @Test func factsAreCompleted() async throws {
    let repository = try TestRepository()
    try repository.commit("one", files: ["a": "1", "b": "1"], environment: ["GIT_AUTHOR_DATE": "1704067200 +0530"])
    let stores = try await CommitStores()
    try await stores.index(repository.path)
    try stores.database.write { db in
      try db.execute(sql: "UPDATE git_commit SET authored_offset = NULL, paths_cut = 1; DELETE FROM changed_path")
    }
    try await stores.pool.withConnection {
      try await $0.query("UPDATE mcp.git_commit SET authored_offset = NULL, paths_cut = true")
      try await $0.query("DELETE FROM mcp.changed_path")
    }
    #expect(try await stores.list(in: nil)[0].authored.offset == nil)
    try await compare(stores, repository.path)
    #expect(try await stores.index(repository.path).read == 0)
    let commit = try await stores.list(in: nil)[0]
    #expect(commit.authored.offset == 330 && commit.changes.map(\.path) == ["a", "b"] && !commit.arePathsCut)
  }
}
