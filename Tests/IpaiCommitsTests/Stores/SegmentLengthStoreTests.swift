import IpaiCommits
import IpaiPostgres
import IpaiSearch
import StoreTestSupport
import Testing

/// How many terms commits have, read from the segments of a real PostgreSQL database.
@Suite struct SegmentLengthStoreTests {
  private let pool: PostgresPool
  private let places = SegmentPlaces()

  init() async throws { pool = try await PostgresFixture.migrated().pool() }

  private func add(_ numbers: ClosedRange<Int64>) async throws {
    try await pool.writing(.commits) {
      try await SegmentStore($0, .commits).add(
        numbers.map { ($0, [String(repeating: "word ", count: Int($0)), "", "", "", "x"]) })
    }
  }

  private func lengths(_ numbers: [Int64]) async throws -> [Int64: [Int]] {
    try await pool.withConnection { [places] in try await SegmentStore($0, .commits).lengths(of: numbers, in: places) }
  }

  @Test func aSegmentIsReadOnlyForWhatItMayHave() async throws {
    try await add(1...3)
    try await add(11...13)
    #expect(try await lengths([2, 12, 99]) == [2: [2, 0, 0, 0, 1], 12: [12, 0, 0, 0, 1]])
    // What was looked at once is not looked at again: no segment ever gets a document.
    _ = try await pool.withConnection { connection in
      try await connection.query("UPDATE mcp.word_segment SET documents = '{1, 2, 50}' WHERE 1 = ANY (documents)")
    }
    #expect(try await lengths([50]) == [:])
    try await add(50...50)
    #expect(try await lengths([50]) == [50: [50, 0, 0, 0, 1]])
  }

  @Test func lengthsStayRightWhileSegmentsCome() async throws {
    // They are merged now and then.
    for number in Int64(0)..<40 {
      try await add(number * 3 + 1...number * 3 + 3)
      let all = Array(1...number * 3 + 3)
      #expect(try await lengths(all) == Dictionary(uniqueKeysWithValues: all.map { ($0, [Int($0), 0, 0, 0, 1]) }))
    }
    try await pool.writing(.commits) { try await SegmentStore($0, .commits).withdraw([5, 120]) }
    #expect(try await lengths([4, 5, 119, 120]).keys.sorted() == [4, 119])
    try await add(5...5)
    #expect(try await lengths([5]) == [5: [5, 0, 0, 0, 1]])
  }
}
