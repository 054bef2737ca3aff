import DomainTestSupport
import Foundation
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import Synchronization
import TestSupport
import Testing

@Suite struct IndexingTests {
  private let index: TestIndex
  init() throws { index = try TestIndex() }

  @Test func aCommitIsFoundByMessagePathAndDiff() async throws {
    let repository = try TestRepository()
    try repository.commit("initial", files: ["README": "hello\n"])
    let id = try repository.commit(
      "url: mend the frobnicator\n\nIt leaked descriptors.\n\nSigned-off-by: Zebediah <z@example.org>\n",
      files: ["lib/quux_handler.c": "int gizmo_counter = 1;\n"], seconds: 60)
    try index.index(repository)
    for query in ["frobnicator", "leaking descriptors", "quux", "quux_handler", "gizmo_counter", "gizmo"] {
      #expect(try await index.search(query, in: repository) == [id], "\(query)")
    }
    #expect(try await index.search("Zebediah", in: repository).isEmpty)
  }

  @Test func whatIsStoredIsWhatGitSays() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 120)
    let summary = try index.index(repository)
    #expect(summary.indexed == 120 && summary.read == 120 && summary.skipped.isEmpty)
    var listed: [StoredCommit] = []
    let next = try await CommitLookup(index.store).list(
      in: repository.path, DocumentFilter(), PageRequest(maxResults: 1000)
    ) { listed.append($0) }
    #expect(next == nil)
    let format = "--format=%H|%P|%an <%ae>|%at|%cn <%ce>|%ct|%s"
    let expected = try repository.git("log", format, "main").split(separator: "\n").map(String.init)
    let found = listed.map { commit in
      "\(commit.id)|\(commit.parents.joined(separator: " "))|\(commit.author.full)|\(commit.authored.moment.seconds)|\(commit.committer.full)|"
        + "\(commit.committed.seconds)|\(MessageText(commit.message).subject)"
    }
    #expect(Set(found) == Set(expected))
    #expect(found.count == expected.count)
  }

  @Test func aSecondRunReadsWhatIsNewAndACloneReadsNothing() throws {
    let repository = try TestRepository()
    for number in 1...5 { try repository.commit("commit number\(number)", files: ["a": "\(number)"], seconds: number) }
    #expect(try index.index(repository).read == 5)
    #expect(try index.index(repository).read == 0)
    try repository.commit("another", seconds: 60)
    #expect(try index.status(repository).behind == 1)
    let summary = try index.index(repository)
    #expect(summary.read == 1 && summary.indexed == 6)
    #expect(try index.status(repository).behind == 0)
    let clone = try TestRepository(cloning: repository.path)
    let cloned = try index.index(clone)
    #expect(cloned.read == 0 && cloned.indexed == 6)
    #expect(try index.status(clone).storedCommits == 6)
  }

  /// libgit2 takes the folder around such a git directory for its work tree, in which no repository is found.
  @Test func aGitDirectoryOfAnotherNameIsIndexed() async throws {
    let repository = try TestRepository()
    try repository.commit("base", files: ["a": "1"])
    let moved = repository.path + "/store"
    try FileManager.default.moveItem(atPath: repository.path + "/.git", toPath: moved)
    let request = IndexRequest(path: moved, selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    #expect(try await CommitIndexer(index.store, request).run().indexed == 1)
    #expect(try await CommitIndexer(index.store, request).run().read == 0)
  }

  @Test func whenNothingIsNewNothingIsWalked() throws {
    let repository = try TestRepository()
    for number in 0..<6 { try repository.commit("commit", seconds: number * 86_400) }
    func at(_ day: Int, _ seconds: Int64 = 0) -> Timestamp {
      Timestamp(seconds: 1_704_067_200 + Int64(day) * 86_400 + seconds)
    }
    // A date that a person gave as "two weeks ago" is another one with each run.
    for (first, second) in [
      (Selection(maxCommits: 4), Selection(maxCommits: 4)), (Selection(since: at(2)), Selection(since: at(2))),
      (Selection(since: at(2, -5)), Selection(since: at(2))),
    ] {
      try index.index(repository, first)
      let asked = CallCounter()
      #expect(try index.index(repository, second) { asked.increment() > 1_000 }.indexed == 4)
      #expect(asked.increment() < 5)
    }
    // The date has moved past a commit, and back.
    #expect(try index.index(repository, Selection(since: at(2, 1))).indexed == 3)
    #expect(try index.index(repository, Selection(since: at(1))).indexed == 5)
  }

  @Test func aLinkedWorkTreeHasItsOwnReach() async throws {
    let repository = try TestRepository()
    try repository.commit("base", files: ["a": "1"])
    try repository.git("worktree", "add", "-q", "-b", "side", "linked")
    try repository.write("x", to: "linked/side.txt")
    try repository.git("-C", "linked", "add", "-A")
    try repository.git("-C", "linked", "commit", "-qm", "sidework only here")
    try index.index(repository)
    let request = IndexRequest(
      path: repository.path + "/linked", selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    let summary = try await CommitIndexer(index.store, request).run()
    #expect(summary.read == 1 && summary.indexed == 2)
    #expect(try await index.search("sidework", in: repository).isEmpty)
    let linked = SearchRequest(query: "sidework", repository: repository.path + "/linked")
    #expect(try await CommitSearchIndex(index.database).search(linked).hits.count == 1)
    #expect(try await index.search("sidework", in: nil).count == 1)
  }

  @Test func unreachableCommitsDropOutAfterARebase() async throws {
    let repository = try TestRepository()
    for number in 1...4 { try repository.commit("base \(number)", seconds: number) }
    let lost = try repository.commit("abandoned approach", seconds: 10)
    try index.index(repository)
    #expect(try await index.search("abandoned", in: repository) == [lost])
    try repository.git("reset", "-q", "--hard", "HEAD~1")
    let kept = try repository.commit("better approach", seconds: 20)
    let summary = try index.index(repository)
    #expect(summary.read == 1 && summary.dropped == 1 && summary.indexed == 5)
    #expect(try await index.search("approach", in: repository) == [kept])
    try repository.git("reset", "-q", "--hard", lost)
    #expect(try index.index(repository).read == 0)
    #expect(try await index.search("approach", in: repository) == [lost])
  }

  @Test func theSelectionSaysWhichReferences() throws {
    let repository = try TestRepository()
    try repository.commit("on main", seconds: 1)
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("on side", seconds: 2)
    try repository.git("checkout", "-q", "main")
    #expect(try index.index(repository).indexed == 1)
    #expect(try index.index(repository, Selection(allReferences: true)).indexed == 2)
    #expect(try index.index(repository, Selection(references: ["side"])).indexed == 2)
    #expect(try index.index(repository).indexed == 1)
    #expect(throws: IpaiError.self) { try index.index(repository, Selection(references: ["nonesuch"])) }
  }

  @Test func limitsBoundTheHistory() throws {
    let repository = try TestRepository()
    for number in 0..<6 { try repository.commit("commit", seconds: number * 86_400) }
    #expect(try index.index(repository, Selection(maxCommits: 4)).indexed == 4)
    let since = Timestamp(seconds: 1_704_067_200 + 3 * 86_400)
    #expect(try index.index(repository, Selection(since: since)).indexed == 3)
    #expect(try index.index(repository).indexed == 6)
  }

  @Test func withoutDiffWordsTheyAreNotFoundUntilTheyAreWanted() async throws {
    let repository = try TestRepository()
    let id = try repository.commit("subject", files: ["a.c": "int wombat;\n"])
    try index.index(repository, Selection(diffWords: false))
    #expect(try await index.search("wombat", in: repository).isEmpty)
    #expect(try await index.search("subject", in: repository) == [id])
    #expect(try index.index(repository).read == 1)
    #expect(try await index.search("wombat", in: repository) == [id])
    #expect(try index.index(repository, Selection(diffWords: false)).read == 0)
  }

  @Test func aRebuildGivesTheSameIndex() throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 80)
    let other = try TestRepository()
    try other.commit("stays as it is", files: ["b": "kangaroo"])
    try index.index(repository)
    try index.index(other)
    let before = try IndexContent(index.database)
    let summary = try index.index(repository, rebuild: true)
    #expect(summary.read == 80)
    #expect(try IndexContent(index.database) == before)
  }

  @Test func aRebuildCutShortIsNoticedByEveryRepositoryThatSharesTheCommits() throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    let clone = try TestRepository(cloning: repository.path)
    try index.index(repository)
    try index.index(clone)
    let whole = try IndexContent(index.database)
    // The words go and nothing comes back, as after a kill between the two.
    let calls = CallCounter()
    #expect(try index.index(repository, rebuild: true, jobs: 1) { calls.increment() > 63 }.isInterrupted)
    #expect(try !index.status(repository).isComplete)
    #expect(try !index.status(clone).isComplete)
    #expect(try index.index(clone).read > 0)
    try index.index(repository)
    #expect(try IndexContent(index.database) == whole)
  }

  @Test func aRebuildAppliesANewMailmap() async throws {
    let repository = try TestRepository()
    try repository.commit("one")
    try index.index(repository)
    try repository.write("Renamed Person <new@example.org> <ann@example.org>\n", to: ".mailmap")
    try index.index(repository, rebuild: true)
    let commit = try await CommitLookup(index.store).show("HEAD", in: repository.path)
    #expect(commit.author.full == "Renamed Person <new@example.org>")
  }

  @Test func mergesAreIndexedByMessage() async throws {
    let repository = try TestRepository()
    try repository.commit("base", files: ["a": "1"])
    try repository.git("checkout", "-q", "-b", "side")
    try repository.commit("side", files: ["side.c": "int platypus;"], seconds: 1)
    try repository.git("checkout", "-q", "main")
    try repository.commit("main", files: ["b": "2"], seconds: 2)
    try repository.git("merge", "-q", "--no-ff", "-m", "Merge the echidna branch", "side")
    try index.index(repository)
    let merge = try repository.git("rev-parse", "HEAD")
    #expect(try await index.search("echidna", in: repository) == [merge])
    #expect(try await CommitLookup(index.store).show(merge, in: repository.path).changes.isEmpty)
    #expect(try await index.search("platypus", in: repository) == [try repository.git("rev-parse", "side")])
  }

  @Test func anInterruptedRunKeepsWhatIsDoneAndGoesOn() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 200)
    let calls = CallCounter()
    let summary = try index.index(repository, jobs: 1) { calls.increment() > 400 }
    #expect(summary.isInterrupted)
    #expect(summary.read > 0 && summary.read < 200)
    #expect(try !index.status(repository).isComplete)
    #expect(try await !index.search("parser", in: repository).isEmpty)
    let rest = try index.index(repository)
    #expect(rest.read == 200 - summary.read && rest.indexed == 200)
    let whole = try TestIndex()
    try whole.index(repository)
    #expect(try IndexContent(index.database) == IndexContent(whole.database))
  }

  @Test func forgettingTakesWhatNoOtherRepositoryReaches() async throws {
    let repository = try TestRepository()
    for number in 1...3 { try repository.commit("shared \(number)", files: ["a": "walrus\(number)"], seconds: number) }
    let clone = try TestRepository(cloning: repository.path)
    let own = try clone.commit("only in the clone", files: ["c": "penguin"], seconds: 9)
    try index.index(repository)
    let before = try IndexContent(index.database)
    try index.index(clone)
    #expect(try await index.search("penguin", in: clone) == [own])
    let summary = try await RepositoryForgetting(index.store).forget(clone.path)
    #expect(summary.removed == 1 && summary.kept == 3)
    #expect(try IndexContent(index.database) == before)
    #expect(try await RepositoryForgetting(index.store).forget(repository.path).removed == 3)
    let empty = try IndexContent(index.database)
    #expect(empty.commits.isEmpty && empty.terms.isEmpty && empty.reachable.isEmpty)
    await #expect(throws: IpaiError.self) { try await RepositoryForgetting(index.store).forget(repository.path) }
  }

  /// When the inner one's git directory is gone, git finds the outer one there.
  @Test func forgettingARepositoryThatIsGoneLeavesTheOneAroundIt() async throws {
    let outer = try TestRepository()
    try outer.commit("outer", files: ["a": "1"])
    try outer.git("init", "-q", "-b", "main", "inner")
    try outer.git("-C", "inner", "commit", "-q", "--allow-empty", "-m", "inner")
    try index.index(outer)
    let request = IndexRequest(
      path: outer.path + "/inner", selection: Selection(), jobs: 1, now: Timestamp(seconds: 0))
    _ = try await CommitIndexer(index.store, request).run()
    try FileManager.default.removeItem(atPath: outer.path + "/inner/.git")
    let search = SearchRequest(query: "inner", repository: outer.path + "/inner")
    #expect(try await CommitSearchIndex(index.database).search(search).hits.map(\.title) == ["inner"])
    #expect(try await RepositoryForgetting(index.store).forget(outer.path + "/inner").removed == 1)
    #expect(try index.status(outer).indexed == 1)
  }

  @Test func listsRefuseNumbersThatMakeNoSense() async throws {
    let repository = try TestRepository()
    try repository.commit("one")
    try index.index(repository)
    for number in [0, -5, Int.max, Int.min] {
      let error = await #expect(throws: IpaiError.self) {
        try await CommitLookup(index.store).list(
          in: repository.path, DocumentFilter(), PageRequest(maxResults: number)
        ) { _ in }
      }
      #expect(error?.code == .usage)
    }
    for filter in [
      DocumentFilter(authors: [""]), DocumentFilter(paths: [""]),
      DocumentFilter(authors: Array(repeating: "a", count: 1_100)),
      DocumentFilter(paths: Array(repeating: "a", count: 1_100)),
    ] {
      let error = await #expect(throws: IpaiError.self) {
        try await CommitLookup(index.store).list(in: repository.path, filter, PageRequest(maxResults: 10)) { _ in }
      }
      #expect(error?.code == .usage)
    }
  }

  @Test func manyJobsGiveTheSameIndexAsOne() throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 300)
    try index.index(repository, jobs: 1)
    let other = try TestIndex()
    try other.index(repository, jobs: 7)
    #expect(try IndexContent(index.database) == IndexContent(other.database))
  }
}
