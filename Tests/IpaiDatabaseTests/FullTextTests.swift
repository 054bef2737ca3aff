import GRDB
import IpaiDatabase
import Testing

@Suite struct FullTextTests {
  /// The stems are those that SQLite 3.40.1's `fts5vocab` lists for a table with `porter unicode61 remove_diacritics 2`.
  @Test(arguments: [
    ("The connections were timing out", ["the", "connect", "were", "time", "out"]),
    ("curl_easy_setopt(3)", ["curl", "easi", "setopt", "3"]),
    ("Müller naïve CAFÉ", ["muller", "naiv", "cafe"]),
    ("", []), ("--- ,.;", []), ("😀 ok", ["ok"]), ("a\u{0}b", ["a", "b"]),
  ])
  func textIsSplitFoldedAndStemmed(text: String, stems: [String]) throws {
    let tokenizer = try StemmingTokenizer()
    Array(text.utf8).withUnsafeBufferPointer { tokenizer.tokenize($0) }
    let found = tokenizer.tokens.map { String(decoding: tokenizer.stems[$0.stem], as: UTF8.self) }
    #expect(found == stems)
  }

  @Test func tokensSayWhichBytesTheyStandFor() throws {
    let tokenizer = try StemmingTokenizer()
    let bytes = Array("fix Café timeouts".utf8)
    bytes.withUnsafeBufferPointer { tokenizer.tokenize($0) }
    #expect(tokenizer.tokens.map { String(decoding: bytes[$0.source], as: UTF8.self) } == ["fix", "Café", "timeouts"])
  }

  @Test func postingsCountEachColumnWithinTheScope() throws {
    let database = try DatabaseFile.inMemory()
    try database.write { db in
      for (id, subject, diff) in [(1, "cat dog", "cat cat"), (2, "dog", "dog"), (3, "cat", ""), (7, "cat", "bird")] {
        try db.execute(
          sql: "INSERT INTO commit_words (rowid, subject, diff) VALUES (?, ?, ?)", arguments: [id, subject, diff])
      }
      let postings = try TermPostings.read(
        db, table: "commit_words", phrases: ["\"cat\"", "\"bird\"", "\"cat dog\"", "\"none\""],
        scope: [0, 1, 1, 0, 1, 1, 1, 1])
      let found = postings.map { list in
        list.map { [Int($0.document), Int($0.frequencies[0]), Int($0.frequencies[4])] }
      }
      #expect(found == [[[1, 1, 2], [7, 1, 0]], [[7, 0, 1]], [[1, 1, 0]], []])
    }
  }

  @Test func manyOccurrencesCountAs255() throws {
    let database = try DatabaseFile.inMemory()
    try database.write { db in
      let text = Array(repeating: "cat", count: 1000).joined(separator: " ")
      try db.execute(sql: "INSERT INTO commit_words (rowid, subject, body) VALUES (1, ?, 'cat')", arguments: [text])
      let postings = try TermPostings.read(db, table: "commit_words", phrases: ["cat"], scope: [1, 1])
      #expect(postings.first?.first?.frequencies[0] == 255)
      #expect(postings.first?.first?.frequencies[1] == 1)
    }
  }
}
