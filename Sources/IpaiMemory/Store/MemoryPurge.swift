import GRDB
import IpaiCore
import IpaiDatabase

/// Rewrites a database so that no byte remains of what was removed from it: not in free pages, not in the segments of the word
/// index, and not in the write-ahead log.
struct MemoryPurge {
  private let database: DatabaseFile

  /// Works on `database`.
  init(_ database: DatabaseFile) { self.database = database }

  /// Throws `IpaiError(.conflict)` while others use the database, and `.unavailable` when the disk has no room for a copy.
  func run() throws {
    // FTS5 only marks words as removed; merging all segments into one leaves them out.
    try database.write { try $0.execute(sql: "INSERT INTO message_words (message_words) VALUES ('optimize')") }
    guard try database.rewrite() else {
      throw IpaiError(
        .conflict, "what was forgotten is still in the free space of \(database.path), which another process is using",
        hint: "run the command again once no other process uses the database")
    }
  }
}
