import GRDB

/// Counts messages, which begins a transaction that reads.
enum MessageCount {
  static func read(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM message") ?? 0 }
}
