import GRDB
package import IpaiDatabase

/// Merges the segments of a word index into one, in steps, so that it can be stopped and other processes can write.
package struct WordOptimization {
  private let database: DatabaseFile
  private let table: String
  /// How many pages a step writes.
  private static let pages = 2_000

  /// Works on the word index of a corpus.
  package init(_ database: DatabaseFile, _ layout: CorpusLayout) {
    self.database = database
    table = layout.wordTable
  }

  /// Merges until nothing is left to merge (SQLite documentation, "The 'merge' Command") or `isCancelled`; calls `report`
  /// with the number of steps done.
  package func run(isCancelled: () -> Bool, report: (Int) -> Void) throws {
    var steps = 0
    var pages = -Self.pages
    while !isCancelled() {
      let changes = try database.write { db in
        let before = db.totalChangesCount
        try db.execute(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('merge', ?)", arguments: [pages])
        return db.totalChangesCount - before
      }
      guard changes >= 2 else { return }
      pages = Self.pages
      steps += 1
      report(steps)
    }
  }
}
