import Foundation
import GRDB
import IpaiCommits
import IpaiCore
import IpaiDatabase
import IpaiSearch
import TestSupport
import Testing

/// A list whose reader takes its time: others write meanwhile.
@Suite struct StallingReaderTests {
  private static let count = 1_200
  private let folder: TemporaryFolder
  private let repository: TestRepository
  private let writing: DatabaseFile
  private let reading: DatabaseFile

  init() throws {
    folder = try TemporaryFolder()
    repository = try TestRepository("--bare")
    try GeneratedHistory.make(in: repository, commits: Self.count)
    writing = try DatabaseFile.forWriting(folder.file("ipai.db"))
    let request = IndexRequest(
      path: repository.path, selection: Selection(), jobs: 2, now: Timestamp(seconds: 1_735_689_600))
    let store = SQLiteCommitStore(writing)
    _ = try CallingThread.run { try await CommitIndexer(store, request).run() }
    reading = try #require(try DatabaseFile.forReading(folder.file("ipai.db")))
  }

  /// Writes something and empties the log, which no open transaction may prevent; returns the bytes left in it.
  private func bytesInLogAfterWriting() throws -> Int {
    try writing.write { try $0.execute(sql: "UPDATE corpus SET version = version + 1 WHERE name = 'commits'") }
    try writing.writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      do { _ = try db.checkpoint(.truncate) } catch let error as DatabaseError
        where error.resultCode.primaryResultCode == .SQLITE_BUSY
      {}
    }
    let log = try FileManager.default.attributesOfItem(atPath: writing.path + "-wal")
    return try #require(log[.size] as? Int)
  }

  @Test func aListKeepsNoTransactionWhileItsReaderStalls() async throws {
    var ids: [String] = []
    let next = try await CommitLookup(SQLiteCommitStore(reading)).list(
      in: repository.path, DocumentFilter(), PageRequest(maxResults: nil)
    ) {
      ids.append($0.id)
      guard ids.count == 1 || ids.count == Self.count else { return }
      let left = try bytesInLogAfterWriting()
      #expect(left == 0)
    }
    let log = try repository.git("log", "--format=%H").split(separator: "\n").map(String.init)
    #expect(next == nil && Set(ids) == Set(log) && ids.count == log.count)
  }

  @Test func aSearchKeepsNoTransactionWhileItsReaderStalls() async throws {
    var request = SearchRequest(query: "parser", repository: repository.path)
    request.isUnlimited = true
    let whole = try await CommitSearchIndex(reading).search(request).hits.map(\.id)
    #expect(whole.count > 1)
    var ids: [String] = []
    _ = try await CorporaSearch([CommitSearchIndex(reading)]).run(request) {
      ids.append($0.id)
      guard ids.count == 1 || ids.count == whole.count else { return }
      let left = try bytesInLogAfterWriting()
      #expect(left == 0)
    }
    #expect(ids == whole)
  }

  @Test func whatIsForgottenMeanwhileIsLeftOut() async throws {
    var count = 0
    let next = try await CommitLookup(SQLiteCommitStore(reading)).list(
      in: repository.path, DocumentFilter(), PageRequest(maxResults: nil)
    ) {
      _ in
      count += 1
      guard count == 1 else { return }
      let (store, path) = (SQLiteCommitStore(writing), repository.path)
      _ = try CallingThread.run { try await RepositoryForgetting(store).forget(path) }
    }
    #expect(next == nil && count > 0 && count < Self.count)
  }
}
