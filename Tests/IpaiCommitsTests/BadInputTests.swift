import DomainTestSupport
import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

/// What repositories in the field hold and tidy ones do not.
@Suite struct BadInputTests {
  private let index: TestIndex
  init() throws { index = try TestIndex() }

  private func show(_ repository: TestRepository, _ revision: String = "main") throws -> StoredCommit {
    try index.show(revision, in: repository)
  }

  @Test func noRepositoryNoCommitsNoHead() async throws {
    let folder = try TemporaryFolder()
    let request = IndexRequest(path: folder.path, selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    let store = index.store
    #expect(await errorCode { _ = try await CommitIndexer(store, request).run() } == .notFound)
    let empty = try TestRepository()
    let error = #expect(throws: IpaiError.self) { try index.index(empty) }
    #expect(error?.code == .notFound)
    #expect(error?.message.contains("has no commits yet") == true)
    #expect(try index.index(empty, Selection(allReferences: true)).indexed == 0)
    let dangling = try TestRepository()
    try dangling.commit("one")
    try Data("ref: refs/heads/gone\n".utf8).write(to: URL(fileURLWithPath: dangling.path + "/.git/HEAD"))
    #expect(#expect(throws: IpaiError.self) { try index.index(dangling) }?.code == .notFound)
    #expect(try index.index(dangling, Selection(references: ["main"])).indexed == 1)
  }

  @Test func aShallowCloneIsIndexedAsFarAsItGoes() async throws {
    let repository = try TestRepository()
    for number in 1...5 {
      try repository.commit("commit \(number)", files: ["a": "marmot\(number)\n"], seconds: number)
    }
    let clone = try TestRepository(cloning: "file://" + repository.path, "--depth", "2")
    let summary = try index.index(clone)
    #expect(summary.isShallow && summary.indexed == 2 && summary.skipped.isEmpty)
    #expect(try await index.search("marmot5", in: clone).count == 1)
    #expect(try index.index(clone).read == 0)
    try clone.git("fetch", "-q", "--unshallow")
    let whole = try index.index(clone)
    #expect(whole.indexed == 5 && !whole.isShallow)
    #expect(try await index.search("marmot4", in: clone).count == 2)
  }

  @Test func aPartialCloneLacksOnlyTheWordsOfMissingFiles() async throws {
    let repository = try TestRepository()
    try repository.git("config", "uploadpack.allowFilter", "true")
    for number in 1...4 {
      try repository.commit("visible \(number)", files: ["a": "otter\(number)\n"], seconds: number)
    }
    let clone = try TestRepository(cloning: "file://" + repository.path, "--filter=blob:none", "--no-checkout")
    let summary = try index.index(clone)
    #expect(summary.indexed == 4)
    #expect(summary.withoutAllBlobs == 4)
    #expect(try await index.search("visible", in: clone).count == 4)
    #expect(try await index.search("otter4", in: clone).isEmpty)
    #expect(try index.index(repository).read == 4)
    #expect(try await index.search("otter4", in: repository).count == 1)
  }

  @Test func aTreelessCloneIsIndexedByMessage() async throws {
    let repository = try TestRepository()
    try repository.git("config", "uploadpack.allowFilter", "true")
    for number in 1...3 {
      try repository.commit("visible \(number)", files: ["a": "otter\(number)\n"], seconds: number)
    }
    let clone = try TestRepository(cloning: "file://" + repository.path, "--filter=tree:0", "--no-checkout")
    let summary = try index.index(clone)
    #expect(summary.indexed == 3 && summary.withoutAllBlobs == 3 && summary.skipped.isEmpty)
    #expect(try await index.search("visible", in: clone).count == 3)
    #expect(try index.index(repository).read == 3)
    #expect(try await index.search("visible", in: repository) { $0.filter.paths = ["a"] }.count == 3)
  }

  @Test func aReferenceThatNamesNothingLeavesNoTrace() async throws {
    let repository = try TestRepository()
    try repository.commit("one")
    #expect(throws: IpaiError.self) { try index.index(repository, Selection(references: ["gone"])) }
    #expect(try await RepositoryOverview.read(index.store).isEmpty)
    #expect(await errorCode { _ = try await index.search("one", in: repository) } == .notFound)
  }

  @Test func damagedObjectsAreSkippedCountedAndNamed() async throws {
    let repository = try TestRepository()
    for number in 1...4 { try repository.commit("commit \(number)", files: ["d/f": "\(number)"], seconds: number) }
    let commit = try repository.git("rev-parse", "HEAD~2")
    let tree = try repository.git("rev-parse", "HEAD^{tree}")
    for id in [commit, tree] {
      let file = repository.path + "/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
      chmod(file, 0o644)
      try Data("rubbish".utf8).write(to: URL(fileURLWithPath: file))
    }
    let summary = try index.index(repository)
    #expect(summary.skipped == [commit])
    // Those whose trees cannot be compared are found by their messages.
    #expect(summary.indexed == 2 && summary.withoutAllBlobs == 2)
    #expect(try await index.search("commit", in: repository).count == 2)
  }

  @Test(arguments: [0, -1, 257, Int.max, Int.min])
  func jobsThatMakeNoSenseAreRefused(jobs: Int) throws {
    let repository = try TestRepository()
    try repository.commit("one")
    let error = #expect(throws: IpaiError.self) { try index.index(repository, jobs: jobs) }
    #expect(error?.code == .usage)
    #expect(error?.message.contains("jobs") == true)
  }

  @Test(arguments: [0, -1, Int.min])
  func limitsThatMakeNoSenseAreRefused(maxCommits: Int) throws {
    let repository = try TestRepository()
    try repository.commit("one")
    let error = #expect(throws: IpaiError.self) { try index.index(repository, Selection(maxCommits: maxCommits)) }
    #expect(error?.code == .usage)
    #expect(error?.message.contains("max_commits") == true)
    #expect(try index.index(repository, Selection(maxCommits: Int.max)).indexed == 1)
    #expect(try index.index(repository, Selection(since: Timestamp(seconds: Int64.min))).indexed == 1)
    #expect(try index.index(repository, Selection(since: Timestamp(seconds: Int64.max))).indexed == 0)
  }

  /// Ten names for one tree, and so on downwards: ten to the power of 40 folders and no file.
  @Test func treesWithoutFilesEndAndHearCancellation() async throws {
    let repository = try TestRepository()
    var tree = try repository.git("hash-object", "-t", "tree", "-w", "--stdin")
    for _ in 0..<40 {
      let entries = (0..<10).map { "040000 tree \(tree)\tf\($0)\u{0}" }.joined()
      tree = try repository.git("mktree", "-z", input: Data(entries.utf8))
    }
    let id = try repository.git("commit-tree", tree, "-m", "folders and no files")
    try repository.git("update-ref", "refs/heads/main", id)
    let calls = CallCounter()
    #expect(try index.index(repository, jobs: 1) { calls.increment() > 20 }.isInterrupted)
    #expect(calls.increment() < 1_000)
    #expect(try index.index(repository).indexed == 1)
    #expect(try await index.search("folders", in: repository) == [id])
  }

  @Test(arguments: [
    ("encoding ISO-8859-1\n", Data([0x6E, 0x61, 0xEF, 0x76, 0x65]), "naïve"),
    ("", Data([0x6E, 0x61, 0xEF, 0x76, 0x65]), "naïve"),
    ("encoding Shift_JIS\n", Data([0x8F, 0x43, 0x90, 0xB3]), "修正"),
    ("", Data("nul\u{0}byte".utf8), "byte"),
    ("encoding nonsense\n", Data([0x6F, 0x6B, 0x20, 0xFF]), "ok"),
  ])
  func messagesInAnyEncodingAreFound(encoding: String, message: Data, query: String) async throws {
    let repository = try TestRepository()
    let id = try repository.rawCommit(
      author: "A <a@x> 1 +0000", committer: "C <c@x> 1 +0000", extra: encoding, message: message)
    #expect(try index.index(repository).indexed == 1)
    #expect(try await index.search(query, in: repository) == [id])
  }

  @Test func aHugeMessageIsCut() async throws {
    let repository = try TestRepository()
    let message = "subject\n\n" + String(repeating: "lorem ipsum dolor\n", count: 300_000)
    try repository.rawCommit(author: "A <a@x> 1 +0000", committer: "C <c@x> 1 +0000", message: Data(message.utf8))
    #expect(try index.index(repository).indexed == 1)
    #expect(try show(repository).message == String(message.prefix(CommitReader.maxMessageBytes)))
    #expect(try await index.search("ipsum", in: repository).count == 1)
  }

  @Test func anEmptyMessageAndEmptyPeopleAreFine() throws {
    let repository = try TestRepository()
    try repository.rawCommit(author: "", committer: "<> 5", message: Data())
    #expect(try index.index(repository).indexed == 1)
    #expect(try show(repository).message.isEmpty)
  }

  @Test(arguments: [Int64(-5_000_000_000), 0, 4_500_000_000, 9_000_000_000_000_000_000])
  func datesOfAnyCenturyAreKept(seconds: Int64) async throws {
    let repository = try TestRepository()
    let line = "A <a@x> \(seconds) +0000"
    let id = try repository.rawCommit(author: line, committer: line, message: Data("ancient or future".utf8))
    try index.index(repository)
    #expect(try show(repository).committed.seconds == seconds)
    #expect(try await index.search("ancient", in: repository) == [id])
    #expect(try await index.search("ancient", in: repository) { $0.filter.since = Timestamp(seconds: seconds) } == [id])
    #expect(
      try await index.search("ancient", in: repository) { $0.filter.until = Timestamp(seconds: seconds - 1) }.isEmpty)
  }

  @Test func pathsThatAreNoUTF8AreShownAndFiltered() async throws {
    let repository = try TestRepository()
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Data("x".utf8))
    let entry = Data("100644 blob \(blob)\t".utf8) + Data([0x66, 0xE9]) + Data(".txt\u{0}".utf8)
    let tree = try repository.git("mktree", "-z", input: entry)
    let id = try repository.git("commit-tree", tree, "-m", "strange path")
    try repository.git("update-ref", "refs/heads/main", id)
    try index.index(repository)
    #expect(try show(repository).changes.map(\.path) == ["f\u{FFFD}.txt"])
    #expect(try await index.search("strange", in: repository) { $0.filter.paths = ["*.txt"] } == [id])
  }

  @Test func submodulesAndLinksAreChangedPathsLikeOthers() async throws {
    let repository = try TestRepository()
    let other = try TestRepository()
    try other.commit("theirs", files: ["b": "y"])
    try repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", other.path, "sub")
    try FileManager.default.createSymbolicLink(atPath: repository.path + "/link", withDestinationPath: "aardvark")
    try repository.commit("add both")
    try index.index(repository)
    #expect(try show(repository).changes.map(\.path) == [".gitmodules", "link", "sub"])
    #expect(try await index.search("aardvark", in: repository).count == 1)
  }

  @Test func aCommitOfTenThousandFilesCostsAsMuchAsItMay() async throws {
    let repository = try TestRepository("--bare")
    var stream = "commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 3\nbig\n"
    for number in 0..<10_000 {
      stream += "M 100644 inline d\(number % 100)/file\(number)\ndata 12\nint abc\(number % 10)00;\n"
    }
    try repository.git("fast-import", "--quiet", input: Data(stream.utf8))
    #expect(try index.index(repository).indexed == 1)
    #expect(try show(repository).changes.count == 10_000)
    #expect(try await index.search("big", in: repository) { $0.filter.paths = ["d99/file9999"] }.count == 1)
  }

  @Test func binaryHugeMinifiedAndGeneratedFilesGiveNoWords() async throws {
    let repository = try TestRepository()
    try repository.commit(
      "files",
      files: [
        "a.bin": "zebra1\u{0}", "b.min.js": "zebra2", "package-lock.json": "zebra3",
        "c.go": "// Code generated by protoc. DO NOT EDIT.\nzebra4",
        "d.c": String(repeating: "zebra5 ", count: 500) + "\n",
        "e.txt": String(repeating: "zebra6\n", count: 200_000), "f.c": "zebra7\n",
      ])
    try index.index(repository)
    for number in 1...6 { #expect(try await index.search("zebra\(number)", in: repository).isEmpty, "\(number)") }
    #expect(try await index.search("zebra7", in: repository).count == 1)
  }

  @Test func noQueryBreaksTheSearch() async throws {
    let repository = try TestRepository()
    let id = try repository.commit("fix: AND OR NOT NEAR in \"parser\" ^col:x* 修复内存 😀", files: ["a": "x"])
    try index.index(repository)
    let harmless = [
      "AND", "NEAR(parser, 3)", "parser*", "subject:parser", "^parser", "parser\"", "{parser}", "parser)", "-(parser",
      "'parser'; DROP TABLE x",
      "内存", String(repeating: "parser ", count: 15_000), "\u{0}parser", "parser\u{0}",
    ]
    for query in harmless { #expect(try await index.search(query, in: repository) == [id], "\(query.prefix(30))") }
    for query in ["😀", "()*^", "\"\""] { #expect(try await index.search(query, in: repository).isEmpty, "\(query)") }
    for query in ["", " ", "\n\t"] {
      await #expect(throws: IpaiError.self) { try await index.search(query, in: repository) }
    }
    #expect(try await index.search("in", in: repository) == [id])
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let bytes = random.bytes(Int.random(in: 0...60, using: &random))
      let query = String(decoding: bytes, as: UTF8.self)
      if !query.allSatisfy(\.isWhitespace) { _ = try await index.search(query, in: repository) }
    }
  }
}
