import GRDB
import IpaiDatabase
import Testing

@testable import IpaiSearch

@Suite struct PostingsCacheTests {
  @Test func onlyFrequentWordsAreKeptAndTheOrderStays() throws {
    let database = try DatabaseFile.inMemory()
    try database.write { db in
      for id in 1...1_500 {
        let subject = id % 100 == 0 ? "cat dog" : "cat"
        try db.execute(sql: "INSERT INTO commit_words (rowid, subject) VALUES (?, ?)", arguments: [id, subject])
      }
    }
    let cache = PostingsCache()
    var asked: [[String]] = []
    func counts(_ phrases: [String]) throws -> [Int] {
      try database.read { db in
        try cache.lists(of: phrases) { missing in
          asked.append(missing)
          return try TermPostings.read(
            db, table: "commit_words", phrases: missing, scope: [UInt8](repeating: 1, count: 1_501))
        }.map(\.count)
      }
    }
    #expect(try counts(["dog", "cat", "none"]) == [15, 1_500, 0])
    #expect(try counts(["none", "cat", "dog"]) == [0, 1_500, 15])
    #expect(try counts(["cat"]) == [1_500])
    #expect(asked == [["dog", "cat", "none"], ["none", "dog"], []])
  }
}
