import GRDB
import IpaiDatabase

/// Merges the segments of `commit_words` into one, in steps, so that it can be stopped and other processes can write.
struct WordOptimization {
  private let database: DatabaseFile
  /// Pages of output in a step.
  private static let pages = 2_000

  init(_ database: DatabaseFile) { self.database = database }

  /// Calls `report` with the number of steps done (SQLite documentation, "The 'merge' Command").
  func run(isCancelled: () -> Bool, report: (Int) -> Void) throws {
    var steps = 0
    var pages = -Self.pages
    while !isCancelled() {
      let changes = try database.write { db in
        let before = db.totalChangesCount
        try db.execute(sql: "INSERT INTO commit_words (commit_words, rank) VALUES ('merge', ?)", arguments: [pages])
        return db.totalChangesCount - before
      }
      guard changes >= 2 else { return }
      pages = Self.pages
      steps += 1
      report(steps)
    }
  }
}
