import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

/// What an ipai before migration 0004 did not keep of commits comes with the next run.
@Suite struct FactCompletionTests {
  private let index: TestIndex
  private let repository: TestRepository

  init() throws {
    index = try TestIndex()
    repository = try TestRepository()
  }

  /// Takes away what migration 0004 adds, as in a database that it has just been applied to.
  private func forgetFacts() throws {
    try index.database.write { db in
      try db.execute(sql: "UPDATE git_commit SET authored_offset = NULL, message_cut = 0")
    }
  }

  private func show(_ revision: String = "HEAD") throws -> StoredCommit {
    try index.show(revision, in: repository)
  }

  @Test func zonesAreKept() throws {
    for (zone, text) in [
      ("+0530", "2024-01-01T05:30:00+05:30"), ("-0930", "2023-12-31T14:30:00-09:30"), ("+0000", "2024-01-01T00:00:00Z"),
      ("-0000", "2024-01-01T00:00:00Z"), ("+9999", "2024-01-01T00:00:00Z"), ("", "2024-01-01T00:00:00Z"),
      ("+05", "2024-01-01T00:00:00Z"), ("rubbish", "2024-01-01T00:00:00Z"),
    ] {
      try repository.rawCommit(
        author: "A <a@x> 1704067200 \(zone)", committer: "C <c@x> 1704067200 -0800", message: Data(zone.utf8))
      try index.index(repository)
      #expect(try show("main").authored.rfc3339 == text, "\(zone)")
      #expect(try show("main").committed.rfc3339 == "2024-01-01T00:00:00Z")
    }
  }

  @Test func theNextRunReadsThemAndOnlyThem() throws {
    try repository.commit(
      "one\n\n" + String(repeating: "long ", count: 20_000), environment: ["GIT_AUTHOR_DATE": "1704067200 +0530"])
    try repository.commit("two", seconds: 5, environment: ["GIT_AUTHOR_DATE": "1704067200 -0200"])
    try index.index(repository)
    try forgetFacts()
    #expect(try show().authored.rfc3339 == "2024-01-01T00:00:00Z")
    let summary = try index.index(repository)
    #expect(summary.read == 0)
    #expect(try show().authored.rfc3339 == "2023-12-31T22:00:00-02:00")
    #expect(try show("HEAD~1").authored.rfc3339 == "2024-01-01T05:30:00+05:30")
    #expect(try show("HEAD~1").isMessageCut && !show().isMessageCut)
  }

  @Test func aCommitThatIsDamagedByThenIsLeftAsItIs() async throws {
    let one = try repository.commit("one", environment: ["GIT_AUTHOR_DATE": "1704067200 +0530"])
    try repository.commit("two", seconds: 5, environment: ["GIT_AUTHOR_DATE": "1704067200 +0530"])
    try index.index(repository)
    try forgetFacts()
    let file = repository.path + "/.git/objects/\(one.prefix(2))/\(one.dropFirst(2))"
    try FileManager.default.removeItem(atPath: file)
    try index.index(repository)
    #expect(try show().authored.offset == 330)
    #expect(try await CommitLookup(index.store).show(one, in: "/").authored.offset == nil)
  }

  /// 20,000 paths were kept of a commit; now all of 30,000 are, and those of a commit from before come with the next run.
  @Test func allPathsOfABigCommitAreKept() async throws {
    var stream = "commit refs/heads/main\ncommitter C <c@x> 1 +0000\ndata 3\nbig\n"
    for number in 0..<30_000 { stream += "M 100644 inline d\(number % 100)/file\(number)\ndata 1\nx\n" }
    try repository.git("fast-import", "--quiet", input: Data(stream.utf8))
    try index.index(repository)
    #expect(try show("main").changes.count == 30_000 && !show("main").arePathsCut)
    #expect(try await index.search("big", in: repository) { $0.filter.paths = ["d99/file29999"] }.count == 1)
    try index.database.write { db in
      try db.execute(
        sql: """
          DELETE FROM changed_path WHERE path_id NOT IN (SELECT path_id FROM changed_path LIMIT 20000);
          UPDATE git_commit SET authored_offset = NULL, paths_cut = 1;
          """)
    }
    let cut = try show("main")
    #expect(cut.changes.count == 20_000 && cut.arePathsCut)
    #expect(try await CommitLookup(index.store).gaps(in: nil).withoutAllPaths == 1)
    try index.index(repository)
    #expect(try show("main").changes.count == 30_000 && !show("main").arePathsCut)
    #expect(try await CommitLookup(index.store).gaps(in: nil).withoutAllPaths == 0)
  }
}
