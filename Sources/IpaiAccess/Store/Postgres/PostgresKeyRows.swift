import IpaiCore
import IpaiPostgres

/// The rows of keys in PostgreSQL.
enum PostgresKeyRows {
  private static let columns = """
    SELECT id, name, scope, extract(epoch FROM created_at)::bigint, extract(epoch FROM expires_at)::bigint,
      extract(epoch FROM used_at)::bigint, extract(epoch FROM revoked_at)::bigint, salt, hash, previous_salt, previous_hash,
      extract(epoch FROM previous_until)::bigint
    FROM mcp.access_key
    """

  /// The key with this name that is not revoked, or with this id; nobody else changes it until the transaction ends. Throws
  /// `IpaiError(.notFound)` when there is none.
  static func lock(_ connection: PostgresConnection, _ nameOrID: String) async throws -> AccessKey {
    // PostgreSQL stores no NUL, and so nothing has such a name.
    guard !nameOrID.utf8.contains(0) else { throw KeyErrors.unknown(nameOrID) }
    let rows = try await connection.query(
      columns + " WHERE name = $1 AND revoked_at IS NULL OR id = $1 ORDER BY name <> $1 LIMIT 1 FOR UPDATE",
      [.text(nameOrID)])
    guard let row = rows.first else { throw KeyErrors.unknown(nameOrID) }
    return try key(row)
  }

  /// All keys, by name and age.
  static func all(_ connection: PostgresConnection, includesRevoked: Bool) async throws -> [AccessKey] {
    let rows = try await connection.query(
      columns + " WHERE $1 OR revoked_at IS NULL ORDER BY name, created_at, id", [.boolean(includesRevoked)])
    return try (0..<rows.count).map { try key(rows[$0]) }
  }

  /// The key with this id and what is stored of its secrets; nil when there is none.
  static func stamped(_ connection: PostgresConnection, id: String) async throws -> StampedKey? {
    let rows = try await connection.query(columns + " WHERE id = $1", [.text(id)])
    guard let row = rows.first else { return nil }
    return StampedKey(
      key: try key(row), stamp: KeyStamp(salt: row.bytes(7) ?? [], hash: row.bytes(8) ?? []),
      previous: try date(row, 11).map { (KeyStamp(salt: row.bytes(9) ?? [], hash: row.bytes(10) ?? []), $0) })
  }

  /// Adds a key. Throws `IpaiError(.conflict)` when another one has its name.
  static func insert(_ connection: PostgresConnection, _ key: AccessKey, _ stamp: KeyStamp) async throws {
    let made = try await connection.query(
      """
      INSERT INTO mcp.access_key (id, name, scope, salt, hash, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, to_timestamp($6), to_timestamp($7::bigint))
      ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING
      """,
      [
        .text(key.id), .text(key.name), .text(key.scope.rawValue), .bytes(stamp.salt), .bytes(stamp.hash),
        .integer(key.created.seconds), PostgresValue(key.expires?.seconds),
      ])
    if made.changed == 0 { throw KeyErrors.exists(key.name) }
  }

  /// Puts a new secret in the place of a key's, which is still accepted until `previousUntil`; nil for not at all.
  static func replace(
    _ connection: PostgresConnection, _ id: String, _ stamp: KeyStamp, previousUntil: Timestamp?
  ) async throws {
    try await connection.query(
      """
      UPDATE mcp.access_key
      SET previous_salt = CASE WHEN $4::bigint IS NOT NULL THEN salt END,
        previous_hash = CASE WHEN $4::bigint IS NOT NULL THEN hash END,
        previous_until = to_timestamp($4::bigint), salt = $2, hash = $3
      WHERE id = $1
      """, [.text(id), .bytes(stamp.salt), .bytes(stamp.hash), PostgresValue(previousUntil?.seconds)])
  }

  /// Notes that a key is revoked, and drops what could verify it.
  static func revoke(_ connection: PostgresConnection, _ id: String, at date: Timestamp) async throws {
    try await connection.query(
      """
      UPDATE mcp.access_key
      SET revoked_at = to_timestamp($2), previous_salt = NULL, previous_hash = NULL, previous_until = NULL WHERE id = $1
      """, [.text(id), .integer(date.seconds)])
  }

  /// Notes when a key was used.
  static func use(_ connection: PostgresConnection, _ id: String, at date: Timestamp) async throws {
    try await connection.query(
      "UPDATE mcp.access_key SET used_at = greatest(used_at, to_timestamp($2)) WHERE id = $1",
      [.text(id), .integer(date.seconds)])
  }

  private static func key(_ row: PostgresRow) throws -> AccessKey {
    AccessKey(
      id: row.text(0) ?? "", name: row.text(1) ?? "", scope: row.text(2).flatMap(AccessScope.init) ?? .read,
      created: Timestamp(seconds: try row.integer(3) ?? 0), expires: try date(row, 4), used: try date(row, 5),
      revoked: try date(row, 6))
  }

  private static func date(_ row: PostgresRow, _ column: Int) throws -> Timestamp? {
    try row.integer(column).map { Timestamp(seconds: $0) }
  }
}
