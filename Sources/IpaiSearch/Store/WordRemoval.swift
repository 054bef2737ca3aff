package import GRDB
import IpaiCore

/// Removes documents from the word index of a corpus.
///
/// A contentless FTS5 table deletes a row only when given exactly the terms it was made from (SQLite documentation,
/// "Contentless tables"); `contentless_delete` needs 3.43. They are read back out of the index by an `fts5vocab` table.
package struct WordRemoval {
  /// How many documents are removed in one transaction, which bounds the memory for their terms.
  package static let batch = 10_000

  private let db: Database
  private let table: String
  private let columns: [String]
  private let isCancelled: () -> Bool

  /// Works within the write transaction of `db`.
  package init(_ db: Database, _ layout: CorpusLayout, isCancelled: @escaping () -> Bool = { false }) {
    self.db = db
    self.isCancelled = isCancelled
    table = layout.wordTable
    columns = layout.fields.map(\.name)
  }

  /// Removes the words of these documents; those that have none are skipped.
  ///
  /// Throws `IpaiError(.interrupted)` when cancelled; the transaction must then be rolled back.
  package func remove(_ documents: Set<Int64>) throws {
    let documents = try documents.filter(isIndexed)
    guard !documents.isEmpty else { return }
    if try hasOthers(than: documents) {
      try removeOneByOne(documents)
    } else {
      try db.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('delete-all')")
    }
  }

  private func isIndexed(_ document: Int64) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(table)_docsize WHERE id = ?")
    return try Int.fetchOne(statement, arguments: [document]) != nil
  }

  private func hasOthers(than documents: Set<Int64>) throws -> Bool {
    let rows = try Int64.fetchCursor(db, sql: "SELECT id FROM \(table)_docsize")
    while let id = try rows.next() { if !documents.contains(id) { return true } }
    return false
  }

  private func removeOneByOne(_ documents: Set<Int64>) throws {
    let terms = try terms(of: documents)
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO \(table) (\(table), rowid, \(columns.joined(separator: ", "))) VALUES ('delete', ?, \(places))
        """)
    for document in documents {
      let texts = terms[document] ?? [:]
      let values: [any DatabaseValueConvertible] = [document] + columns.map { texts[$0, default: ""] }
      try statement.execute(arguments: StatementArguments(values))
    }
  }

  /// The terms of each document, by column. Their order does not matter to the index.
  private func terms(of documents: Set<Int64>) throws -> [Int64: [String: String]] {
    let vocabulary = "temp.\(table)_terms"
    try db.execute(
      sql: "CREATE VIRTUAL TABLE IF NOT EXISTS \(vocabulary) USING fts5vocab (main, \(table), instance)")
    var terms: [Int64: [String: String]] = [:]
    var seen = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT doc, col, term FROM \(vocabulary)")
    while let row = try rows.next() {
      let document: Int64 = row[0]
      seen &+= 1
      if seen % 65_536 == 0, isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      guard documents.contains(document) else { continue }
      let column: String = row[1]
      let term: String = row[2]
      terms[document, default: [:]][column, default: ""] += term + " "
    }
    return terms
  }
}
