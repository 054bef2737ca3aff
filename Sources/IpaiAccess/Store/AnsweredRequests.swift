import Crypto
package import Foundation
import GRDB
package import IpaiCore
package import IpaiDatabase

/// The answers to requests that may be sent again with the same Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07).
package struct AnsweredRequests: Sendable {
  private let database: DatabaseFile

  /// How long an answer is kept, in seconds.
  private static let keptSeconds: Int64 = 86_400
  /// After how many seconds a request without an answer is taken for one whose server is gone.
  private static let lostSeconds: Int64 = 600
  /// How many answers are kept.
  private static let most = 10_000

  /// Keeps answers in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  /// What is known of a request.
  package enum Claim: Sendable, Equatable {
    /// Nothing: it is to be answered now.
    case new
    /// It is being answered.
    case inProgress
    /// The key was used for another request.
    case otherRequest
    /// It was answered so.
    case answered(Data)
  }

  /// A request with its key.
  package struct Request: Sendable {
    fileprivate let key: Data
    fileprivate let content: Data

    /// The request of a caller, which holds `content`.
    package init(caller: String, key: String, content: Data) {
      var hash = SHA256()
      // The caller's name has no zero byte.
      hash.update(data: Data((caller + "\0" + key).utf8))
      self.key = Data(hash.finalize())
      self.content = Data(SHA256.hash(data: content))
    }
  }

  /// Notes that a request is to be answered now, unless it is being or has been answered.
  package func claim(_ request: Request, at now: Timestamp) throws -> Claim {
    try database.write { db in
      try db.execute(
        sql: """
          DELETE FROM answered_request WHERE started_at < ?1 OR (answer IS NULL AND started_at < ?2);
          """, arguments: [now.seconds - Self.keptSeconds, now.seconds - Self.lostSeconds])
      let row = try Row.fetchOne(
        db, sql: "SELECT request, answer FROM answered_request WHERE key = ?", arguments: [request.key])
      if let row {
        guard row["request"] as Data == request.content else { return .otherRequest }
        return (row["answer"] as Data?).map(Claim.answered) ?? .inProgress
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
    guard count >= most else { return }
    try db.execute(
      sql: """
        DELETE FROM answered_request WHERE key IN (
          SELECT key FROM answered_request WHERE answer IS NOT NULL ORDER BY started_at LIMIT ?)
        """, arguments: [count - most + 1])
  }

  /// Keeps the answer to a request.
  package func finish(_ request: Request, _ answer: Data) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE answered_request SET answer = ? WHERE key = ?", arguments: [answer, request.key])
    }
  }

  /// Forgets a request that failed, so that it may be tried again.
  package func release(_ request: Request) throws {
    try database.write { db in
      try db.execute(sql: "DELETE FROM answered_request WHERE key = ? AND answer IS NULL", arguments: [request.key])
    }
  }
}
