import Foundation
import GRDB
import IpaiCore

/// Takes commits out of `commit_words`.
///
/// A contentless FTS5 table deletes a row only when given exactly the terms it was made from (SQLite documentation,
/// "Contentless tables"); `contentless_delete` needs 3.43. They are read back out of the index by an `fts5vocab` table.
struct WordRemoval {
  /// Commits taken out in one transaction, which bounds the memory for their terms.
  static let batch = 10_000

  private let db: Database

  private let isCancelled: () -> Bool

  init(_ db: Database, isCancelled: @escaping () -> Bool = { false }) {
    self.db = db
    self.isCancelled = isCancelled
  }

  /// Removes the words of these commits and sets their `words` to 0.
  ///
  /// Throws `IpaiError(.interrupted)` when cancelled, for the transaction to be rolled back.
  func remove(_ ids: Set<Int64>) throws {
    guard !ids.isEmpty else { return }
    let others = try Int.fetchOne(db, sql: "SELECT count(*) FROM git_commit WHERE words > 0") ?? 0
    if others <= ids.count, try !hasOthers(than: ids) {
      try db.execute(sql: "INSERT INTO commit_words (commit_words) VALUES ('delete-all')")
    } else {
      try removeOneByOne(ids)
    }
    try CommitWriter.corpusChanged(db)
    let mark = try db.cachedStatement(sql: "UPDATE git_commit SET words = 0 WHERE id = ?")
    for id in ids { try mark.execute(arguments: [id]) }
  }

  private func hasOthers(than ids: Set<Int64>) throws -> Bool {
    let rows = try Int64.fetchCursor(db, sql: "SELECT id FROM git_commit WHERE words > 0")
    while let id = try rows.next() { if !ids.contains(id) { return true } }
    return false
  }

  private func removeOneByOne(_ ids: Set<Int64>) throws {
    let terms = try terms(of: ids)
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO commit_words (commit_words, rowid, subject, body, paths, identifiers, diff)
        VALUES ('delete', ?, ?, ?, ?, ?, ?)
        """)
    for id in ids {
      let columns = terms[id] ?? [:]
      let texts = CommitWords.columns.map { columns[$0, default: ""] }
      try statement.execute(arguments: [id, texts[0], texts[1], texts[2], texts[3], texts[4]])
    }
  }

  /// By commit and column, its terms; their order does not matter to the index.
  private func terms(of ids: Set<Int64>) throws -> [Int64: [String: String]] {
    try db.execute(
      sql: "CREATE VIRTUAL TABLE IF NOT EXISTS temp.commit_terms USING fts5vocab (main, commit_words, instance)")
    var terms: [Int64: [String: String]] = [:]
    var seen = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT doc, col, term FROM temp.commit_terms")
    while let row = try rows.next() {
      let id: Int64 = row[0]
      seen &+= 1
      if seen % 65_536 == 0, isCancelled() { throw IpaiError(.interrupted, "interrupted") }
      guard ids.contains(id) else { continue }
      let (column, term): (String, String) = (row[1], row[2])
      terms[id, default: [:]][column, default: ""] += term + " "
    }
    return terms
  }
}
