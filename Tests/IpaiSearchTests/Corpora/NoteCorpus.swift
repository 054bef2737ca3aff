import Foundation
import GRDB
import IpaiCore
import IpaiDatabase
import IpaiSearch

/// A corpus of notes, as small as one can be: what a second kind of document needs to be found beside commits.
struct NoteCorpus: DocumentCorpus {
  struct Scope: CorpusScope {
    let members = "SELECT id FROM note"
    let identity: String? = nil
    let updateCommand = "note update"
  }

  /// What only notes have.
  struct Payload: HitPayload {
    let text: String
  }

  let layout = CorpusLayout(
    name: "notes", wordTable: "note_words", fields: [SearchField("text")], k1: 1.4, b: 0.6,
    vectors: VectorTable(
      "note_vector", document: "note_id", source: "note", text: "text", versionName: "note vectors"))
  let filters: Set<SearchFilter> = [.date]

  static func makeTables(_ database: DatabaseFile) throws {
    try database.write { db in
      try db.execute(
        sql: """
          CREATE TABLE note (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, written_at INTEGER NOT NULL, text TEXT NOT NULL);
          CREATE VIRTUAL TABLE note_words USING fts5 (text, content = '', tokenize = 'ascii');
          CREATE TABLE note_vector (
            model_id INTEGER NOT NULL, note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE,
            scale REAL NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (model_id, note_id));
          """)
    }
  }

  func add(_ name: String, _ text: String, seconds: Int = 0, to database: DatabaseFile) throws {
    let analyzer = try AnalyzerPool.shared.take()
    defer { AnalyzerPool.shared.giveBack(analyzer) }
    var terms: [UInt8] = []
    var copy = text
    copy.withUTF8 { analyzer.appendStems(of: $0, to: &terms) }
    try database.write { db in
      try db.execute(
        sql: "INSERT INTO note (name, written_at, text) VALUES (?, ?, ?)", arguments: [name, seconds, text])
      try db.execute(
        sql: "INSERT INTO note_words (rowid, text) VALUES (?, ?)",
        arguments: [db.lastInsertedRowID, String(decoding: terms, as: UTF8.self)])
      try CorpusVersion.wordsChanged(db, layout)
    }
  }

  func remove(_ name: String, from database: DatabaseFile) throws {
    try database.write { db in
      guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM note WHERE name = ?", arguments: [name]) else {
        return
      }
      try WordRemoval(db, layout).remove([id])
      try db.execute(sql: "DELETE FROM note WHERE id = ?", arguments: [id])
      try CorpusVersion.wordsChanged(db, layout)
      try CorpusVersion.vectorsChanged(db, layout)
    }
  }

  /// The dates that the filter of a request keeps, in seconds since 1970.
  private static func dates(_ request: SearchRequest) -> (first: Int64, last: Int64) {
    (request.filter.since?.seconds ?? .min, request.filter.until?.seconds ?? .max)
  }

  func scope(_ request: SearchRequest, in database: DatabaseFile) throws -> Scope { Scope() }

  func kept(_ db: Database, by request: SearchRequest, in scope: Scope, size: Int) throws -> [UInt8]? {
    guard request.filter.since != nil || request.filter.until != nil else { return nil }
    var kept = [UInt8](repeating: 0, count: size)
    let dates = Self.dates(request)
    let numbers = try Int.fetchAll(
      db, sql: "SELECT id FROM note WHERE written_at BETWEEN ? AND ?",
      arguments: [dates.first, dates.last])
    for number in numbers where number < size { kept[number] = 1 }
    return kept
  }

  func named(
    _ db: Database, by request: SearchRequest, in scope: Scope, isWord: () -> Bool, limit: Int
  ) throws -> NamedDocuments? {
    let dates = Self.dates(request)
    let numbers = try Int.fetchAll(
      db, sql: "SELECT id FROM note WHERE name = ? AND written_at BETWEEN ? AND ? LIMIT ?",
      arguments: [request.query, dates.first, dates.last, limit])
    return numbers.isEmpty ? nil : NamedDocuments(numbers, isWhole: true)
  }

  func id(_ db: Database, ofDocument number: Int) throws -> [UInt8] {
    let name = try String.fetchOne(db, sql: "SELECT name FROM note WHERE id = ?", arguments: [number])
    guard let name else { throw IpaiError(.internal, "there is no note \(number)") }
    return Array(name.utf8)
  }

  func document(_ db: Database, ofID id: [UInt8]) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT id FROM note WHERE name = ?", arguments: [String(decoding: id, as: UTF8.self)])
  }

  func hit(
    _ db: Database, _ id: [UInt8], _ ranked: Ranked, _ writer: HitWriter, for request: SearchRequest, in scope: Scope
  ) throws -> SearchHit? {
    let name = String(decoding: id, as: UTF8.self)
    let row = try Row.fetchOne(db, sql: "SELECT written_at, text FROM note WHERE name = ?", arguments: [name])
    guard let row else { return nil }
    let text: String = row[1]
    let score = writer.score(ranked)
    return SearchHit(
      corpus: layout.name, id: name, score: score, date: Timestamp(seconds: row[0]),
      title: String(text.prefix { !$0.isNewline }), place: "notes",
      match: writer.bestLine(of: [("text", text[...])], score),
      payload: Payload(text: text))
  }
}
