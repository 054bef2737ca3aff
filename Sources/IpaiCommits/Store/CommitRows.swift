import Foundation
import GRDB
import IpaiCore
import IpaiGit
import IpaiSearch

/// Finds rows of `git_commit`. The number of a row is also that of its document in the word index.
enum CommitRows {
  /// The number of the commit with this id of 20 bytes; nil when it is not stored.
  static func number(_ db: Database, ofID id: [UInt8]) throws -> Int? {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT id FROM git_commit WHERE oid = ?"), arguments: [Data(id)])
  }

  /// The id of a commit by its number. Throws `IpaiError(.internal)` when there is none.
  static func id(_ db: Database, ofNumber number: Int) throws -> ObjectID {
    let statement = try db.cachedStatement(sql: "SELECT oid FROM git_commit WHERE id = ?")
    guard let id = try Data.fetchOne(statement, arguments: [number]).flatMap({ ObjectID(bytes: $0) }) else {
      throw IpaiError(
        .internal, "commit \(number) is in the word index and not in the database", hint: "run 'ipai doctor'")
    }
    return id
  }

  /// The ids that start with a prefix, in their order.
  static func ids(_ db: Database, startingWith prefix: ObjectIDPrefix, limit: Int) throws -> [ObjectID] {
    let statement = try db.cachedStatement(
      sql: "SELECT oid FROM git_commit WHERE oid BETWEEN ? AND ? ORDER BY oid LIMIT ?")
    return try Data.fetchAll(statement, arguments: [prefix.low.data, prefix.high.data, limit])
      .compactMap { ObjectID(bytes: $0) }
  }

  /// The numbers of the commits that a filter keeps and whose ids start with `prefix`, newest first.
  static func numbers(
    _ db: Database, _ filter: CommitFilter, _ prefix: ObjectIDPrefix, limit: Int
  ) throws -> [Int] {
    let request: SQLRequest<Int> = """
      SELECT c.id FROM git_commit c
      WHERE c.oid BETWEEN \(prefix.low.data) AND \(prefix.high.data) AND \(try filter.conditions())
      ORDER BY c.committed_at DESC, c.oid LIMIT \(limit)
      """
    return try request.fetchAll(db)
  }

  /// `size` numbers, by commit: 1 where the filter keeps it.
  static func kept(_ db: Database, by filter: CommitFilter, size: Int) throws -> [UInt8] {
    var kept = [UInt8](repeating: 0, count: size)
    let request: SQLRequest<Int> = "SELECT c.id FROM git_commit c WHERE \(try filter.conditions())"
    let numbers = try request.fetchCursor(db)
    while let number = try numbers.next() { if number < size { kept[number] = 1 } }
    return kept
  }
}
