import Foundation
import IpaiCore
import IpaiGit
import TestSupport
import Testing

/// What is expected comes from the machine's git, which runs at the same time on the same repository.
@Suite struct HistoryTests {
  private let repository: TestRepository

  init() throws {
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 300)
  }

  private func ids(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  private func id(_ git: borrowing GitRepository, _ name: String) throws -> ObjectID {
    let found = git.commit(named: name)
    return try #require(found)
  }

  @Test func aWalkIsThatOfRevList() throws {
    let git = try GitRepository(containing: repository.path)
    let head = try id(git, "main")
    #expect(try CommitWalk(git, from: [head]).commits.map(\.hex) == ids(repository.git("rev-list", "main")))
    let limited = try CommitWalk(git, from: [head], limits: .init(maxCommits: 17)).commits.map(\.hex)
    #expect(limited == ids(try repository.git("rev-list", "-n", "17", "main")))
  }

  @Test(arguments: [
    ("main", "main~10"), ("main~20", "main"), ("main", "main"), ("main~5", "main~3^2"), ("main", "main~290"),
  ])
  func whatIsHiddenStaysOut(tip: String, hidden: String) throws {
    let git = try GitRepository(containing: repository.path)
    let away = try id(git, hidden)
    let found = try CommitWalk(git, from: [try id(git, tip)], hiding: [away]).commits.map(\.hex)
    #expect(found == ids(try repository.git("rev-list", tip, "^" + hidden)))
  }

  @Test(arguments: [("main", "main~10"), ("main~20", "main"), ("main~5", "main~3^2"), ("main", "main")])
  func aMoveIsWhatRevListSaysBothWays(new: String, old: String) throws {
    let git = try GitRepository(containing: repository.path)
    let from = try id(git, old)
    let change = try HistoryChange(git, from: [from], to: [try id(git, new)])
    #expect(change.added.commits.map(\.hex) == ids(try repository.git("rev-list", new, "^" + old)))
    #expect(change.dropped.map(\.hex) == ids(try repository.git("rev-list", old, "^" + new)))
  }

  @Test func sinceEndsTheWalk() throws {
    let git = try GitRepository(containing: repository.path)
    let since: Int64 = 1_600_000_000 + 200 * 600
    let found = try CommitWalk(git, from: [try id(git, "main")], limits: .init(since: Timestamp(seconds: since)))
    #expect(found.commits.map(\.hex) == ids(try repository.git("rev-list", "--since=\(since)", "main")))
  }

  @Test func changedPathsAreThoseOfDiffTree() throws {
    let git = try GitRepository(containing: repository.path)
    var compared = 0
    for commit in try CommitWalk(git, from: [try id(git, "main")]).commits {
      let object = try git.read(commit)
      let header = try #require(CommitHeader(object.bytes))
      guard header.parents.count < 2 else { continue }
      compared += 1
      let parent = try header.parents.first.map { parent in
        let object = try git.read(parent)
        return try #require(CommitHeader(object.bytes)).tree
      }
      let comparison = try TreeComparison(git, old: parent, new: header.tree, limit: 1000)
      let found = comparison.changes.map { "\($0.kind.rawValue)\t" + String(decoding: $0.path, as: UTF8.self) }
      let expected = try repository.git(
        "diff-tree", "-r", "--root", "--no-renames", "--no-commit-id", "--name-status", commit.hex)
      #expect(found == ids(expected))
    }
    #expect(compared > 250)
  }

  @Test func aFileThatBecomesAFolderIsBoth() throws {
    let work = try TestRepository()
    try work.commit("one", files: ["a": "1", "b/c": "2", "b.txt": "3"])
    try FileManager.default.removeItem(atPath: work.path + "/a")
    try FileManager.default.removeItem(atPath: work.path + "/b")
    try work.commit("two", files: ["a/x": "1", "b": "2"])
    try FileManager.default.createSymbolicLink(atPath: work.path + "/link", withDestinationPath: "b.txt")
    try work.commit("three")
    try FileManager.default.removeItem(atPath: work.path + "/link")
    try work.commit("four", files: ["link": "now a file"])
    let git = try GitRepository(containing: work.path)
    let trees = try ["HEAD~3", "HEAD~2", "HEAD~1", "HEAD"].map { name in
      let object = try git.read(try id(git, name))
      return try #require(CommitHeader(object.bytes)).tree
    }
    for (index, pair) in zip(trees, trees.dropFirst()).enumerated() {
      let found = try TreeComparison(git, old: pair.0, new: pair.1, limit: 1000).changes
        .map { "\($0.kind.rawValue)\t" + String(decoding: $0.path, as: UTF8.self) }
      let old = ["HEAD~3", "HEAD~2", "HEAD~1"][index]
      let new = ["HEAD~2", "HEAD~1", "HEAD"][index]
      #expect(Set(found) == Set(ids(try work.git("diff-tree", "-r", "--no-renames", "--name-status", old, new))))
      #expect(found.count == Set(found).count)
    }
  }

  @Test func theLimitCutsAHugeCommit() throws {
    let work = try TestRepository()
    let files = Dictionary(uniqueKeysWithValues: (0..<50).map { ("f\($0)", "x") })
    try work.commit("many", files: files)
    let git = try GitRepository(containing: work.path)
    let object = try git.read(try id(git, "HEAD"))
    let tree = try #require(CommitHeader(object.bytes)).tree
    let comparison = try TreeComparison(git, old: nil, new: tree, limit: 20)
    #expect(comparison.changes.count == 20)
    #expect(comparison.isCut)
  }

  @Test func theMailmapIsThatOfGit() throws {
    let work = try TestRepository()
    let map = "Proper Ann <proper@example.org> <ann@example.org>\nCarl C. <carl@example.org>\n"
    try work.commit("one", files: [".mailmap": map])
    let git = try GitRepository(containing: work.path)
    let mailmap = Mailmap(of: git)
    let ann = mailmap.resolve(Signature(name: "Ann Author", email: "ann@example.org", seconds: 3))
    #expect("\(ann.name) <\(ann.email)>" == (try work.git("log", "-1", "--use-mailmap", "--format=%aN <%aE>")))
    #expect(ann.seconds == 3)
    let stranger = Signature(name: "X", email: "x@example.org", seconds: 1)
    #expect(mailmap.resolve(stranger) == stranger)
  }
}
