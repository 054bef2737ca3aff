import CommandTestSupport
import DomainTestSupport
import Foundation
import GRDB
import IpaiDatabase
import StoreTestSupport
import Synchronization
import TestSupport
import Testing

/// `ipai store copy --what commits` between files and a real PostgreSQL server.
@Suite(.serialized) struct CommitCopyStoreCommandTests {
  private let desk: CopyDesk

  init() async throws { desk = try await CopyDesk() }

  @Test func whatIsCopiedThereAndBackIsTheSame() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 320)
    let clone = try TestRepository(cloning: repository.path)
    try clone.commit("Feed the walrus\n\nIt was hungry.", files: ["zoo/wälrus.c": "int walrus_food;\n"], seconds: 1)
    let shallow = try TestRepository(cloning: "file://" + repository.path, "--depth", "3")
    for words in [[repository.path], [clone.path], [shallow.path, "--no-diff-words"]] {
      #expect(await desk.ipai(["commits", "index"] + words + ["--db", "one.db"]).status == 0)
    }
    // It is not reached any more.
    try clone.git("commit", "-q", "--amend", "-m", "Feed the walrus well")
    #expect(await desk.ipai("commits", "index", clone.path, "--db", "one.db").status == 0)
    let all = try desk.commits("one.db") + 3
    let first = try await desk.copy("one.db", desk.address)
    #expect(first["count"] as? Int == all && first["copied"] as? Int == all, "\(first)")
    #expect(first["checksum"] as? String == first["copy_checksum"] as? String)
    let again = try await desk.copy("one.db", desk.address)
    #expect(again["copied"] as? Int == 0 && again["unchanged"] as? Int == all, "\(again)")
    let back = try await desk.copy(desk.address, "two.db")
    #expect(back["copied"] as? Int == all, "\(back)")
    for part in [again, back] { #expect(part["checksum"] as? String == first["checksum"] as? String) }
    let other = try await desk.copy("one.db", "three.db")
    #expect(other["copied"] as? Int == all && other["checksum"] as? String == first["checksum"] as? String)
    let server = try await PostgresFixture.migrated().address()
    let shared = try await desk.copy(desk.address, server)
    #expect(shared["copied"] as? Int == all && shared["copy_checksum"] as? String == first["checksum"] as? String)
    #expect(try desk.content("one.db") == desk.content("two.db"))
    #expect(try desk.content("one.db") == desk.content("three.db"))
    for path in [repository.path, clone.path, shallow.path] { try await desk.compareCommits(in: path) }
    #expect(await desk.ipai("doctor", "--db", "two.db").output.contains("failed") == false)
  }

  /// Whatever is in the way, the same command goes on, and what is there is right at all times.
  @Test func aCopyThatWasInterruptedGoesOn() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 1_100)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    for place in [desk.address, "two.db"] {
      var stored = 0
      var status: Int32 = 130
      for limit in 1..<40 where status != 0 {
        let asked = Mutex(0)
        let run = await desk.cancelled(
          ["store", "copy", "--from", "one.db", "--to", place, "--what", "commits"],
          when: {
            asked.withLock {
              $0 += 1; return $0 > limit
            }
          })
        status = run.status
        #expect(status == 0 || status == 130 && run.error.contains("goes on from there"), "\(run.error)")
        let overview = await desk.ipai(["commits", "repositories", "--format", "json"] + desk.option(place))
        let rows = (overview.json as? [String: Any])?["repositories"] as? [[String: Any]] ?? []
        #expect(rows.allSatisfy { $0["complete"] as? Bool == (status == 0) }, "\(overview.output)")
        let found = rows.first?["indexed"] as? Int ?? 0
        #expect(found >= stored)
        stored = found
      }
      #expect(status == 0 && stored == 1_100)
    }
    #expect(try desk.content("one.db") == desk.content("two.db"))
    try await desk.compareCommits(in: repository.path)
  }

  /// What `commits index` does after a copy is what it would have done at the source.
  @Test func laterRunsReadOnlyWhatIsNew() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 120)
    try repository.git("branch", "side", "main~20")
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    _ = try await desk.copy("one.db", desk.address)
    _ = try await desk.copy(desk.address, "two.db")
    let clone = try TestRepository(cloning: repository.path)
    try clone.commit("Feed the walrus", files: ["zoo/walrus.c": "int walrus;\n"], seconds: 1)
    try clone.git("push", "-q", "origin", "HEAD:refs/heads/walrus")
    try repository.git("update-ref", "refs/heads/main", "main~10")
    for place in [["--store", desk.address], ["--db", "two.db"], ["--db", "fresh.db"]] {
      let words = ["commits", "index", repository.path, "--all-refs", "--format", "json"] + place
      let summary = await desk.ipai(words).json as? [String: Any]
      #expect(summary?["read"] as? Int == (place.contains("fresh.db") ? 121 : 1), "\(place) \(summary ?? [:])")
      let again = await desk.ipai(words).json as? [String: Any]
      #expect(again?["read"] as? Int == 0 && again?["dropped"] as? Int == 0)
      // A clone shares what is stored.
      let other = ["commits", "index", clone.path, "--format", "json"] + place
      #expect((await desk.ipai(other).json as? [String: Any])?["read"] as? Int == 0)
    }
    #expect(try desk.content("two.db") == desk.content("fresh.db"))
    try await desk.compareCommits(in: repository.path, "two.db", "fresh.db")
  }

  /// What is copied in place of an older copy is what the source has, without what it has not.
  @Test func whatHasChangedIsCopied() async throws {
    let repository = try TestRepository()
    try repository.commit("Mend the pool", files: ["lib/pool.c": "int pool;\n"], seconds: 1)
    try repository.commit("Feed the walrus", files: ["zoo/walrus.c": "int walrus;\n"], seconds: 2)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    _ = try await desk.copy("one.db", desk.address)
    _ = try await desk.copy("one.db", "two.db")
    try repository.git("commit", "-q", "--amend", "-m", "Feed the walruses")
    try repository.commit("Paint the fence", files: ["fence": "red\n"], seconds: 3)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    try desk.change("one.db", "UPDATE repository SET indexed_at = indexed_at + 60")
    for place in [desk.address, "two.db"] {
      let changed = try await desk.copy("one.db", place)
      #expect(changed["copied"] as? Int == 3 && changed["unchanged"] as? Int == 2, "\(changed)")
    }
    #expect(try desk.content("one.db") == desk.content("two.db"))
    try await desk.compareCommits(in: repository.path)
    // A run that has found nothing new is only noted.
    try desk.change("one.db", "UPDATE repository SET indexed_at = indexed_at + 60")
    for place in [desk.address, "two.db"] {
      #expect(try await desk.copy("one.db", place)["copied"] as? Int == 1)
      #expect(try await desk.copy("one.db", place)["copied"] as? Int == 0)
    }
    try await desk.compareCommits(in: repository.path)
  }

  @Test func aRepositoryThatIsNewerThereStays() async throws {
    let repository = try TestRepository()
    try repository.commit("Mend the pool", files: ["lib/pool.c": "int pool;\n"], seconds: 1)
    let clone = try TestRepository(cloning: repository.path)
    try clone.commit("Paint the fence", seconds: 2)
    for path in [repository.path, clone.path] {
      #expect(await desk.ipai("commits", "index", path, "--db", "one.db").status == 0)
    }
    _ = try await desk.copy("one.db", desk.address)
    _ = try await desk.copy("one.db", "two.db")
    try repository.commit("Feed the walrus", seconds: 3)
    try clone.commit("Oil the gate", seconds: 4)
    try desk.change("two.db", "UPDATE repository SET indexed_at = indexed_at + 60")
    #expect(await desk.ipai("commits", "index", clone.path, "--db", "one.db").status == 0)
    try desk.change("one.db", "UPDATE repository SET indexed_at = indexed_at + 1")
    for place in [desk.address, "two.db"] {
      #expect(await desk.ipai(["commits", "index", repository.path] + desk.option(place)).status == 0)
    }
    try await desk.change("UPDATE mcp.repository SET indexed_at = indexed_at + 60 WHERE path = '\(repository.path)'")
    try desk.change("two.db", "UPDATE repository SET indexed_at = indexed_at + 60 WHERE path = '\(repository.path)'")
    for place in [desk.address, "two.db"] {
      let run = await desk.ipai("store", "copy", "--from", "one.db", "--to", place, "--what", "commits")
      #expect(
        run.status == 65 && run.error.contains("\(repository.path)/.git: it was indexed later there"), "\(run.error)")
      let walrus = ["commits", "list", "--repo", repository.path, "--format", "json"]
      #expect(await desk.ipai(walrus + desk.option(place)).output.contains("walrus"))
    }
    // The other one was copied nevertheless where it was older.
    let gate = ["rag", "search", "gate", "--repo", clone.path]
    #expect(await desk.ipai(gate + desk.option(desk.address)).status == 0)
    #expect(await desk.ipai(gate + desk.option("two.db")).status == 1)
  }

  /// A commit that several repositories have, in both stores, is there once, with all that is known of it.
  @Test func whatIsKnownOfACommitIsNeverGivenUp() async throws {
    let repository = try TestRepository()
    for number in 1...3 {
      try repository.commit(
        "Walrus \(number)", files: ["a": "int otter\(number == 2 ? "Cage" : "Pool");\n"], seconds: number)
    }
    let clone = try TestRepository(cloning: repository.path)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    #expect(await desk.ipai("commits", "index", clone.path, "--no-diff-words", "--db", "less.db").status == 0)
    for place in [desk.address, "two.db"] {
      // The copy has more of the words.
      #expect(try await desk.copy("less.db", place)["copied"] as? Int == 4)
      #expect(await desk.ipai(["rag", "search", "otterCage", "--all-repos"] + desk.option(place)).status == 1)
      #expect(try await desk.copy("one.db", place)["copied"] as? Int == 4)
      #expect(await desk.ipai(["rag", "search", "otterCage", "--all-repos"] + desk.option(place)).status == 0)
      #expect(await desk.ipai(["rag", "search", "otterCage", "--repo", clone.path] + desk.option(place)).status == 0)
      // And it keeps them.
      let run = await desk.ipai(
        "store", "copy", "--from", "less.db", "--to", place, "--what", "commits", "--format", "json")
      #expect(run.status == 65, "\(run.error)")
      let part = ((run.json as? [String: Any])?["parts"] as? [[String: Any]])?.first
      let different = try #require(part?["different"] as? [[String: String]])
      #expect(different.count == 1 && part?["unchanged"] as? Int == 1, "\(different)")
      #expect(different.first?["name"]?.hasPrefix("\(clone.path): commit ") == true, "\(different)")
      #expect(different.first?["name"]?.hasSuffix(" and 2 others") == true, "\(different)")
      #expect(different.first?["reason"] == "more of its words are known there")
      #expect(await desk.ipai(["rag", "search", "otterCage", "--all-repos"] + desk.option(place)).status == 0)
    }
    #expect(try desk.commits("two.db") == 3)
  }

  /// What an earlier ipai did not keep, and what a clone lacks, is copied as it is, and completed as it would be at the source.
  @Test func gapsAreCopied() async throws {
    let repository = try TestRepository()
    try repository.git("config", "uploadpack.allowFilter", "true")
    for number in 1...4 {
      try repository.commit("visible \(number)", files: ["a": "otter\(number)\n"], seconds: number)
    }
    let clone = try TestRepository(cloning: "file://" + repository.path, "--filter=blob:none", "--no-checkout")
    let bare = try TestRepository(cloning: "file://" + repository.path, "--filter=tree:0", "--no-checkout")
    for path in [clone.path, bare.path] {
      #expect(await desk.ipai("commits", "index", path, "--db", "one.db").status == 0)
    }
    try desk.change("one.db", "UPDATE git_commit SET authored_offset = NULL WHERE id % 2 = 0")
    _ = try await desk.copy("one.db", desk.address)
    _ = try await desk.copy(desk.address, "two.db")
    try await desk.compareCommits(in: clone.path)
    #expect(try desk.count("two.db", "git_commit WHERE authored_offset IS NULL") == 2)
    #expect(try desk.count("two.db", "unreadable") == desk.count("one.db", "unreadable"))
    for place in [desk.address, "two.db", "one.db"] {
      let run = await desk.ipai(["commits", "index", repository.path, "--format", "json"] + desk.option(place))
      #expect((run.json as? [String: Any])?["read"] as? Int == 4, "\(run.output)")
    }
    #expect(try desk.content("one.db") == desk.content("two.db"))
    try await desk.compareCommits(in: repository.path)
  }

  /// A run that was interrupted at the source is one at the destination.
  @Test func anIncompleteIndexIsCopiedAsOne() async throws {
    let repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: 60)
    #expect(await desk.ipai("commits", "index", repository.path, "--db", "one.db").status == 0)
    try desk.change(
      "one.db",
      """
      UPDATE repository SET complete = 0, generation = 0, tips = x'', boundary = NULL;
      DELETE FROM reachable WHERE commit_id % 3 = 0
      """)
    for place in [desk.address, "two.db"] {
      _ = try await desk.copy("one.db", place)
      let status = await desk.ipai(["commits", "status", repository.path, "--format", "json"] + desk.option(place))
      #expect((status.json as? [String: Any])?["complete"] as? Bool == false, "\(status.output)")
    }
    #expect(try desk.content("one.db") == desk.content("two.db"))
    for place in [desk.address, "two.db", "one.db"] {
      let run = await desk.ipai(["commits", "index", repository.path, "--format", "json"] + desk.option(place))
      #expect((run.json as? [String: Any])?["read"] as? Int == 0 && run.status == 0, "\(run.output)")
    }
    try await desk.compareCommits(in: repository.path)
    // What is complete there is not made incomplete.
    try desk.change("one.db", "UPDATE repository SET complete = 0")
    let run = await desk.ipai("store", "copy", "--from", "one.db", "--to", desk.address, "--what", "commits")
    #expect(run.status == 65 && run.error.contains("its index is complete there, and not here"), "\(run.error)")
  }
}
