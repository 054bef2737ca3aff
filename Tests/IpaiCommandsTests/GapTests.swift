import CommandTestSupport
import Foundation
import GRDB
import IpaiCommits
import IpaiDatabase
import TestSupport
import Testing

/// What is said of commits that an index does not have whole: of those that are searched, and of each once.
@Suite struct GapTests {
  private let desk: CommandFixture

  init() throws {
    desk = try CommandFixture()
    try desk.repository.git("config", "uploadpack.allowFilter", "true")
    for number in 1...3 {
      try desk.repository.commit("change \(number)", files: ["lib/a.c": "\(number)"], seconds: number)
    }
  }

  private func partialClone() throws -> TestRepository {
    try TestRepository(cloning: "file://" + desk.repository.path, "--filter=tree:0", "--no-checkout")
  }

  private func said(_ arguments: String...) -> [String] {
    desk.run(arguments).error.split(separator: "\n").map(String.init)
  }

  private static func words(_ commits: String) -> String {
    "ipai: \(commits) may be missed: paths or words of diffs are missing, as in a partial clone, or damaged"
  }

  private static func paths(_ commits: String) -> String {
    "ipai: --path may miss \(commits), of which the index does not have all paths"
  }

  @Test func whatTwoClonesLackIsCountedOnce() throws {
    let clones = try [partialClone(), partialClone()]
    for clone in clones { #expect(desk.run("commits", "index", clone.path, "--quiet").status == 0) }
    #expect(said("search", "change", "--all-repos").contains(Self.words("3 commits")))
    #expect(said("commits", "list", "--path", "lib", "--all-repos").first == Self.paths("3 commits"))
    for clone in clones {
      #expect(said("search", "change", "--repo", clone.path).contains(Self.words("3 commits")))
    }
  }

  @Test func withoutWordsOfDiffsThePathsAreMissed() throws {
    let clone = try partialClone()
    let index = desk.run("commits", "index", clone.path, "--no-diff-words")
    #expect(index.error.contains("ipai: 3 commits lack paths or words of the diff: "))
    #expect(said("search", "change", "--repo", clone.path).contains(Self.words("3 commits")))
    let status = desk.run("commits", "status", clone.path).output
    #expect(status.contains("no, and 3 commits lack paths: objects are missing here or damaged"), "\(status)")
    // A clone that has all of them brings the paths.
    #expect(desk.run("commits", "index", "--quiet").status == 0)
    #expect(said("search", "change", "--repo", clone.path, "--path", "lib").isEmpty)
  }

  @Test func onlyCommitsOfTheRepositoryAreCounted() throws {
    let other = try TestRepository()
    try other.commit("elsewhere", files: ["lib/b.c": "x"])
    let clone = try TestRepository(cloning: desk.repository.path)
    for path in [desk.repository.path, clone.path, other.path] {
      #expect(desk.run("commits", "index", path, "--quiet").status == 0)
    }
    let database = try DatabaseFile.forWriting(desk.home.file(".local/share/ipai/ipai.db"))
    try database.write { try $0.execute(sql: "UPDATE git_commit SET paths_cut = 1 WHERE message LIKE '%change 1%'") }
    try database.close()
    let list = ["commits", "list", "--path", "lib"]
    #expect(desk.run(list).error == Self.paths("1 commit") + "\n")
    #expect(desk.run(list + ["--all-repos"]).error == Self.paths("1 commit") + "\n")
    #expect(desk.run(list + ["--repo", other.path]).error.isEmpty)
    #expect(desk.run("commits", "index").error.contains("1 commit is indexed without all paths, so that --path may"))
    let again = desk.run("commits", "index", other.path)
    #expect(again.status == 0 && !again.error.contains("without all paths"), "\(again.error)")
  }

  /// A search looks only for some of what was missing, and says how the rest is read.
  @Test func whereTooManyAreMissingThatIsSaid() throws {
    let clone = try partialClone()
    #expect(desk.run("commits", "index", clone.path, "--quiet").status == 0)
    let hint = "ipai: what was fetched since is read by: ipai commits index"
    let few = said("search", "change", "--repo", clone.path)
    #expect(few.contains(Self.words("3 commits")) && !few.contains { $0.hasPrefix(hint) }, "\(few)")
    let database = try DatabaseFile.forWriting(desk.home.file(".local/share/ipai/ipai.db"))
    try database.write { db in
      try db.execute(
        sql: """
          WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < \(Staleness.mostTried))
          INSERT INTO git_commit (
            oid, parents, author_id, committer_id, authored_at, committed_at, message, words, authored_offset)
          SELECT randomblob(20), x'', (SELECT min(id) FROM person), (SELECT min(id) FROM person), 0, 0, 'x', 1, 0
          FROM number;
          INSERT INTO unreadable SELECT r.id, c.oid, randomblob(20) FROM git_commit c, repository r WHERE c.message = 'x'
          """)
    }
    try database.close()
    #expect(said("search", "change", "--repo", clone.path).contains { $0.hasPrefix(hint) })
  }
}
