import Foundation
import IpaiCore
import IpaiDatabase
import IpaiPostgres
import StoreTestSupport
import Testing

@testable import IpaiAccess

/// What every `AnsweredRequests` does, wherever it keeps answers.
@Suite struct AnsweredRequestsStoreContractTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  private func later(_ seconds: Int64) -> Timestamp { Timestamp(seconds: now.seconds + seconds) }

  private func request(_ key: String, _ content: String = "x", of caller: String = "ann") -> RepeatableRequest {
    RepeatableRequest(caller: caller, key: key, content: Data(content.utf8))
  }

  @Test(arguments: StoreKind.allCases)
  func anAnswerIsGivenAgain(kind: StoreKind) async throws {
    let answers = try await kind.answers()
    #expect(try await answers.claim(request("k"), at: now) == .new)
    #expect(try await answers.claim(request("k"), at: later(1)) == .inProgress)
    try await answers.finish(request("k"), Data([0, 255, 10]))
    #expect(try await answers.claim(request("k"), at: later(2)) == .answered(Data([0, 255, 10])))
    #expect(try await answers.claim(request("k", "y"), at: later(2)) == .otherRequest)
    #expect(try await answers.claim(request("k", of: "bob"), at: later(2)) == .new)
    // What was answered is not forgotten by a failure that comes late.
    try await answers.release(request("k"))
    #expect(try await answers.claim(request("k"), at: later(3)) == .answered(Data([0, 255, 10])))
    #expect(try await answers.claim(request("k"), at: later(86_401)) == .new)
  }

  @Test(arguments: StoreKind.allCases)
  func aFailureMayBeTriedAgain(kind: StoreKind) async throws {
    let answers = try await kind.answers()
    #expect(try await answers.claim(request("k"), at: now) == .new)
    try await answers.release(request("k"))
    #expect(try await answers.claim(request("k"), at: now) == .new)
    // The server that had it is gone.
    #expect(try await answers.claim(request("k"), at: later(599)) == .inProgress)
    #expect(try await answers.claim(request("k"), at: later(601)) == .new)
  }

  @Test(arguments: StoreKind.allCases)
  func ofManyAtOnceOneAnswers(kind: StoreKind) async throws {
    let answers = try await kind.answers()
    let new = Count()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<12 {
        group.addTask { if try await answers.claim(request("k"), at: now) == .new { new.increase() } }
      }
      try await group.waitForAll()
    }
    #expect(new.value == 1)
  }

  /// Several servers add to the same row.
  @Test func countsAreAddedUp() async throws {
    let pool = try await PostgresFixture.migrated().pool()
    var tally = UsageTally()
    tally.count = 3
    tally.milliseconds = 30.4
    let operations = [
      UsedOperation(name: "GET /skills", caller: "key:1", outcome: "ok"): tally,
      UsedOperation(name: "tool memory_add", caller: "key:1", outcome: "conflict"): tally,
    ]
    for store in [PostgresUsageStore(pool), PostgresUsageStore(pool)] { try await store.add(operations, at: now) }
    try await PostgresUsageStore(pool).add(operations, at: later(3_600))
    let connection = try await PostgresConnection.open(pool.address)
    let sum = "SELECT sum((metadata ->> 'count')::int)::bigint FROM mcp.usage_metrics WHERE success"
    #expect(try await connection.number(sum) == 9)
    #expect(try await connection.number("SELECT count(*) FROM mcp.usage_metrics") == 4)
    let latency =
      "SELECT max(latency_ms)::bigint FROM mcp.usage_metrics WHERE error_message = 'conflict' AND target = 'key:1'"
    #expect(try await connection.number(latency) == 10)
  }
}
