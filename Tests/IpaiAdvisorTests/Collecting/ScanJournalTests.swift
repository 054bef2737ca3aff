import Foundation
import IpaiCore
import Synchronization
import TestSupport
import Testing

@testable import IpaiAdvisor

/// A journal that cannot be written costs no scan, and what it has kept says when it was read.
struct ScanJournalTests {
  private static let now = FactTime(Timestamp(seconds: 1_790_000_000))

  private func opened(_ folder: String, token: String = "t", now: FactTime = now) -> (
    journal: ScanJournal?, problem: String?
  ) {
    ScanJournal.opened(in: folder, address: "a", token: Secret(token), hasMetrics: false, now: now)
  }

  @Test func oneScanAloneOwnsIt() throws {
    let folder = try TemporaryFolder()
    let first = opened(folder.file("a/b"))
    #expect(first.journal != nil && first.problem == nil)
    let second = opened(folder.file("a/b"))
    #expect(second.journal == nil)
    #expect(second.problem?.contains("another scan of this account is under way") ?? false)
    #expect(opened(folder.file("a/b"), token: "other").journal != nil)
    first.journal?.add("/v2/x", 1, readAt: Self.now)
    first.journal?.finish()
    // A new one stands at the path while the owner of the removed file is still there.
    let third = try #require(opened(folder.file("a/b")).journal)
    third.add("/v2/x", 2, readAt: Self.now)
    first.journal?.finish()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("a/b")).count == 2)
  }

  @Test func whatWasReadSaysWhen() throws {
    let folder = try TemporaryFolder()
    let early = FactTime(Timestamp(seconds: 1_789_999_701))
    do { try #require(opened(folder.path, now: early).journal).add("/v2/x", 5, readAt: early, keptAt: early) }
    let later = try #require(opened(folder.path).journal)
    #expect(later.resumed == 1 && later.readAt == early)
    let (value, readAt) = try #require(later.value("/v2/x", Int.self))
    #expect(value == 5 && readAt == early)
  }

  /// A Droplet that was made since would be missing in an older list of firewalls. Metrics are of one resource each.
  @Test func anOlderListIsReadAgain() throws {
    let folder = try TemporaryFolder()
    let early = FactTime(Timestamp(seconds: 1_789_999_699))
    let metric = MetricWindow(before: early.timestamp).path("droplet/cpu", [("host_id", "1")])
    do {
      let journal = try #require(opened(folder.path, now: early).journal)
      for path in ["/v2/x", metric] { journal.add(path, 5, readAt: early, keptAt: early) }
    }
    let later = try #require(opened(folder.path).journal)
    #expect(later.value("/v2/x", Int.self) == nil)
    #expect(later.value(metric, Int.self)?.value == 5)
  }

  @Test func aPipeInItsPlaceIsAProblem() throws {
    let folder = try TemporaryFolder()
    do { _ = opened(folder.path) }
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    #expect(unlink(folder.file(name)) == 0 && mkfifo(folder.file(name), 0o600) == 0)
    let (journal, problem) = opened(folder.path)
    #expect(journal == nil && problem?.contains("is not a regular file") ?? false, "\(problem ?? "")")
  }

  @Test func anEmptyOneIsNotGoneOnWith() throws {
    let folder = try TemporaryFolder()
    do { _ = opened(folder.path, now: FactTime(Timestamp(seconds: 1_789_999_000))) }
    #expect(opened(folder.path).journal?.readAt == Self.now)
  }

  @Test func aFolderThatCannotBeMadeIsAProblem() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: folder.file("file")))
    let (journal, problem) = opened(folder.file("file/advisor"))
    #expect(journal == nil && problem?.contains("cannot go on later") ?? false, "\(problem ?? "")")
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskIsSaid() throws {
    let disk = try SmallDisk(kilobytes: 16)
    let journal = try #require(opened(disk.path).journal)
    for number in 0..<8 { journal.add("/v2/\(number)", String(repeating: "x", count: 4000), readAt: Self.now) }
    #expect(journal.problem?.contains("No space left on device") ?? false, "\(journal.problem ?? "")")
    let full = opened(disk.path, token: "other")
    #expect(full.journal == nil && full.problem?.contains("No space left on device") ?? false)
  }
}
