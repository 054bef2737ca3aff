import Foundation
import GRDB
import IpaiCore

/// The rows of keys.
enum KeyRows {
  private static let columns = "id, name, scope, created_at, expires_at, used_at, revoked_at"

  /// The key with this name that is not revoked; nil when there is none.
  static func key(_ db: Database, named name: String) throws -> AccessKey? {
    try Row.fetchOne(
      db, sql: "SELECT \(columns) FROM access_key WHERE name = ? AND revoked_at IS NULL", arguments: [name]
    ).map(key)
  }

  /// The key with this id; nil when there is none.
  static func key(_ db: Database, id: String) throws -> AccessKey? {
    try Row.fetchOne(db, sql: "SELECT \(columns) FROM access_key WHERE id = ?", arguments: [id]).map(key)
  }

  /// All keys, by name and age.
  static func all(_ db: Database, includesRevoked: Bool) throws -> [AccessKey] {
    let condition = includesRevoked ? "TRUE" : "revoked_at IS NULL"
    return try Row.fetchAll(
      db, sql: "SELECT \(columns) FROM access_key WHERE \(condition) ORDER BY name, created_at, id"
    ).map(key)
  }

  /// The key with this id and what is stored of its secrets; nil when there is none.
  static func stamped(_ db: Database, id: String) throws -> StampedKey? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns), salt, hash, previous_salt, previous_hash, previous_until FROM access_key WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    return StampedKey(
      key: key(row), stamp: KeyStamp(salt: bytes(row, 7), hash: bytes(row, 8)),
      previous: date(row, 11).map { (KeyStamp(salt: bytes(row, 9), hash: bytes(row, 10)), $0) })
  }

  /// Adds a key.
  static func insert(_ db: Database, _ key: AccessKey, _ stamp: KeyStamp) throws {
    try db.execute(
      sql: """
        INSERT INTO access_key (id, name, scope, salt, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key.id, key.name, key.scope.rawValue, Data(stamp.salt), Data(stamp.hash), key.created.seconds,
        key.expires?.seconds,
      ])
  }

  /// Puts a new secret in the place of a key's, which is still accepted until `previousUntil`; nil for not at all.
  static func replace(_ db: Database, _ id: String, _ stamp: KeyStamp, previousUntil: Timestamp?) throws {
    try db.execute(
      sql: """
        UPDATE access_key
        SET previous_salt = iif(?4 IS NULL, NULL, salt), previous_hash = iif(?4 IS NULL, NULL, hash),
          previous_until = ?4, salt = ?2, hash = ?3
        WHERE id = ?1
        """, arguments: [id, Data(stamp.salt), Data(stamp.hash), previousUntil?.seconds])
  }

  /// Notes that a key is revoked, and drops what could verify it.
  static func revoke(_ db: Database, _ id: String, at date: Timestamp) throws {
    try db.execute(
      sql: """
        UPDATE access_key SET revoked_at = ?, previous_salt = NULL, previous_hash = NULL, previous_until = NULL
        WHERE id = ?
        """, arguments: [date.seconds, id])
  }

  /// Notes when a key was used.
  static func use(_ db: Database, _ id: String, at date: Timestamp) throws {
    try db.execute(
      sql: "UPDATE access_key SET used_at = max(coalesce(used_at, 0), ?) WHERE id = ?", arguments: [date.seconds, id])
  }

  private static func key(_ row: Row) -> AccessKey {
    AccessKey(
      id: row[0], name: row[1], scope: AccessScope(rawValue: row[2]) ?? .read,
      created: Timestamp(seconds: row[3]), expires: date(row, 4), used: date(row, 5), revoked: date(row, 6))
  }

  private static func date(_ row: Row, _ column: Int) -> Timestamp? {
    (row[column] as Int64?).map { Timestamp(seconds: $0) }
  }

  private static func bytes(_ row: Row, _ column: Int) -> [UInt8] { Array((row[column] as Data?) ?? Data()) }
}
