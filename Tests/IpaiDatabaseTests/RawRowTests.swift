import GRDB
import IpaiDatabase
import Testing

@Suite struct RawRowTests {
  @Test(arguments: ["", "a", "Zoë", "sixteen letters.", "漢字 and 😀 and é in a text of many words", "e\u{301}"])
  func charactersAreCountedAsSQLiteDoes(text: String) throws {
    let database = try DatabaseFile.inMemory()
    var counts: [Int] = []
    try database.read { db in
      let statement = try db.makeStatement(sql: "SELECT ?1, length(?1), NULL, -7")
      statement.setUncheckedArguments([text])
      try statement.forEachRawRow { row in
        counts = [row.characterCount(0), row.integer(3)]
        #expect(row.characterCount(0) == row.integer(1))
        #expect(row.text(0) == text)
        #expect(row.text(2) == nil)
      }
    }
    #expect(counts == [text.unicodeScalars.count, -7])
  }
}
