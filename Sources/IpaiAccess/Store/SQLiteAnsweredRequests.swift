package import Foundation
import GRDB
package import IpaiCore
package import IpaiDatabase

/// The answers to requests, in a local database.
package struct SQLiteAnsweredRequests: AnsweredRequests {
  private let database: DatabaseFile

  /// Keeps answers in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func claim(_ request: RepeatableRequest, at now: Timestamp) throws -> RequestClaim {
    try database.write { db in
      try db.execute(
        sql: """
          DELETE FROM answered_request WHERE started_at < ?1 OR (answer IS NULL AND started_at < ?2);
          """, arguments: [now.seconds - RequestClaim.keptSeconds, now.seconds - RequestClaim.lostSeconds])
      let row = try Row.fetchOne(
        db, sql: "SELECT request, answer FROM answered_request WHERE key = ?", arguments: [request.key])
      if let row {
        return request.claim(content: row["request"], answer: row["answer"])
      }
      try Self.makeRoom(db)
      try db.execute(
        sql: "INSERT INTO answered_request (key, request, started_at) VALUES (?, ?, ?)",
        arguments: [request.key, request.content, now.seconds])
      return .new
    }
  }

  private static func makeRoom(_ db: Database) throws {
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM answered_request") ?? 0
    guard count >= RequestClaim.most else { return }
    try db.execute(
      sql: """
        DELETE FROM answered_request WHERE key IN (
          SELECT key FROM answered_request WHERE answer IS NOT NULL ORDER BY started_at LIMIT ?)
        """, arguments: [count - RequestClaim.most + 1])
  }

  package func finish(_ request: RepeatableRequest, _ answer: Data) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE answered_request SET answer = ? WHERE key = ?", arguments: [answer, request.key])
    }
  }

  package func release(_ request: RepeatableRequest) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM answered_request WHERE key = ? AND answer IS NULL", arguments: [request.key])
    }
  }
}
