import GRDB
import IpaiCore
package import IpaiDatabase

/// Reads the words of documents back out of the word index of a corpus, which takes reading all of it: a contentless FTS5 table has no
/// other way to them than an `fts5vocab` table.
package struct WordReading {
  private let database: DatabaseFile
  private let table: String
  private let columns: [[UInt8]]
  private let isCancelled: () -> Bool

  /// Those of the corpus that `layout` describes.
  package init(_ database: DatabaseFile, _ layout: CorpusLayout, isCancelled: @escaping () -> Bool = { false }) {
    self.database = database
    self.isCancelled = isCancelled
    table = layout.wordTable
    columns = layout.fields.map { Array($0.name.utf8) }
  }

  /// Checks that there is an index to be read. Throws `DatabaseError` and `IpaiError` when there is none.
  package func check() throws {
    try database.unsafeRead { db in _ = try Row.fetchOne(db, sql: statement(db) + " LIMIT 1") }
  }

  /// The words of these documents.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for an index that is damaged.
  package func words(of documents: [Int64]) throws -> DocumentWords {
    var words = DocumentWords(of: documents, fields: columns.count)
    guard !documents.isEmpty else { return words }
    var seen = 0
    var last: [UInt8] = []
    var isNew = true
    try database.unsafeRead { db in
      try db.makeStatement(sql: statement(db)).forEachRawRow { row in
        seen &+= 1
        if seen % 65_536 == 0, isCancelled() { throw IpaiError(.interrupted, "interrupted") }
        let term = row.bytes(3)
        if seen == 1 || !term.elementsEqual(last) {
          last = Array(term)
          isNew = true
        }
        let document = Int64(row.integer(0))
        guard words.wants(document), let field = field(row.bytes(1)) else { return }
        // Most terms are of other documents.
        if isNew { words.begin(String(decoding: last, as: UTF8.self)) }
        isNew = false
        words.add(document, field: field, position: row.integer(2))
      }
    }
    return words
  }

  private func statement(_ db: Database) throws -> String {
    try db.execute(
      sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.\(table)_terms USING fts5vocab (main, \(table), instance)")
    return "SELECT doc, col, \"offset\", term FROM temp.\(table)_terms"
  }

  private func field(_ name: UnsafeRawBufferPointer) -> Int? {
    columns.firstIndex { $0.count == name.count && name.elementsEqual($0) }
  }
}
