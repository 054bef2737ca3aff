import Foundation
import GRDB
import IpaiCore
import IpaiSearch

/// The passages of a database, as a search sees them.
enum SearchedPassages {
  /// The first passage of each text that a file of the corpora has, as a query: those that need a vector.
  static func distinctTexts(in scope: CorpusSelection) -> String {
    "SELECT min(id) FROM passage WHERE document_id IN (\(scope.documents)) GROUP BY digest"
  }

  /// The definitions of the symbol that a query names, with the names of those around it or without.
  static func definitions(_ db: Database, of query: String, in scope: CorpusSelection, limit: Int) throws -> [Int] {
    guard let wanted = SymbolQuery(query) else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, heading FROM passage
        WHERE symbol IN (?, ?) AND document_id IN (\(scope.documents)) ORDER BY document_id, position
        LIMIT \(SymbolQuery.mostFound)
        """, arguments: [wanted.symbol, wanted.name])
    return rows.filter { wanted.matches(heading: $0[1]) }.prefix(limit).map { $0[0] }
  }

  /// The id of a passage. Throws `IpaiError(.internal)` when there is none.
  static func id(_ db: Database, _ number: Int) throws -> PassageID {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT d.digest, p.position FROM passage p JOIN document d ON d.id = p.document_id WHERE p.id = ?"),
      arguments: [number])
    guard let row else { throw IpaiError(.internal, "there is no passage \(number)") }
    return PassageID(digest: Array(row[0] as Data), position: row[1])
  }

  /// The number of the passage with an id; nil when there is none.
  static func number(_ db: Database, _ id: [UInt8]) throws -> Int? {
    guard let id = PassageID(id) else { return nil }
    return try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT p.id FROM document d JOIN passage p ON p.document_id = d.id AND p.position = ? WHERE d.digest = ?
          """), arguments: [id.position, Data(id.digest)])
  }

  /// Whether all sources of the corpora have been read to the end.
  static func areComplete(_ db: Database, _ scope: CorpusSelection) throws -> Bool {
    return try Int.fetchOne(
      db,
      sql: """
        SELECT 1 FROM document_source s JOIN document_corpus c ON c.id = s.corpus_id
        WHERE c.name IN (\(scope.quotedNames)) AND s.synced_at IS NULL LIMIT 1
        """) == nil
  }

  /// A passage with the first of the files in the scope that have it; nil when none has.
  static func hit(_ db: Database, _ number: Int, in scope: CorpusSelection) throws -> (
    payload: PassageHit, date: Timestamp
  )? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT p.text, p.start_line, p.end_line, p.heading, p.kind, c.name, s.path, f.path, d.format, f.modified, c.added_at,
          f.metadata
        FROM passage p JOIN document d ON d.id = p.document_id JOIN source_file f ON f.document_id = d.id
        JOIN document_source s ON s.id = f.source_id JOIN document_corpus c ON c.id = s.corpus_id
        WHERE p.id = ? AND c.name IN (\(scope.quotedNames)) ORDER BY c.name, s.path, f.path LIMIT 1
        """, arguments: [number])
    guard let row else { return nil }
    let payload = PassageHit(
      corpus: row[5], path: PassagePlace.path(row[6], row[7]), format: row[8], metadata: row[11], passage: passage(row))
    let modified: Int64 = row[9]
    return (payload, Timestamp(seconds: modified > 0 ? modified / 1_000_000_000 : row[10]))
  }

  /// A passage by its number; nil when there is none.
  static func passage(_ db: Database, _ number: Int) throws -> Passage? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT text, start_line, end_line, heading, kind FROM passage WHERE id = ?"),
      arguments: [number]
    ).map(passage)
  }

  /// The passage of a row that begins with its text, lines, heading and kind.
  static func passage(_ row: Row) -> Passage {
    let heading: String = row[3]
    return Passage(
      row[0], startLine: row[1], endLine: row[2], path: heading.split(separator: "\n").map(String.init),
      kind: PassageKind(rawValue: row[4]) ?? .text)
  }
}
