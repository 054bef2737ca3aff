package import Foundation
import GRDB
package import IpaiDatabase

/// Keeps answers in a local database.
package struct SQLiteRoutingCache: RoutingCache {
  private let database: DatabaseFile

  /// How many answers are kept; of more, those that expire first are dropped.
  private static let most = 10_000

  /// Keeps them in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func answer(_ key: Data, now: Int) throws -> (answer: Data, expires: Int)? {
    try database.read { db in
      try Row.fetchOne(
        db, sql: "SELECT answer, expires_at FROM routing_cache WHERE cache_key = ? AND expires_at > ?",
        arguments: [key, now]
      ).map { ($0["answer"], $0["expires_at"]) }
    }
  }

  package func keep(_ answer: Data, _ key: Data, of target: String, expires: Int, now: Int) throws {
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO routing_cache (cache_key, target, answer, expires_at, created_at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET answer = excluded.answer, expires_at = excluded.expires_at,
            created_at = excluded.created_at
          """, arguments: [key, target, answer, expires, now])
      try db.execute(sql: "DELETE FROM routing_cache WHERE expires_at <= ?", arguments: [now])
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM routing_cache") ?? 0
      guard count > Self.most else { return }
      try db.execute(
        sql: """
          DELETE FROM routing_cache WHERE cache_key IN
            (SELECT cache_key FROM routing_cache ORDER BY expires_at LIMIT ?)
          """, arguments: [count - Self.most])
    }
  }
}
