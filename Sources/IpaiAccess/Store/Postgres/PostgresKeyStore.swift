package import IpaiCore
package import IpaiPostgres

/// The keys of the clients of all servers of a PostgreSQL database.
package struct PostgresKeyStore: KeyStore {
  private let pool: PostgresPool

  /// Keeps keys in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func create(
    _ name: String, _ scope: AccessScope, expires: Timestamp?, at now: Timestamp
  ) async throws -> (key: AccessKey, text: KeyText) {
    let text = KeyText()
    let key = AccessKey(id: text.id, name: name, scope: scope, created: now, expires: expires)
    let stamp = KeyStamp(text)
    try await pool.withConnection { try await PostgresKeyRows.insert($0, key, stamp) }
    return (key, text)
  }

  package func list(includesRevoked: Bool) async throws -> [AccessKey] {
    try await pool.withConnection { try await PostgresKeyRows.all($0, includesRevoked: includesRevoked) }
  }

  package func revoke(_ nameOrID: String, at now: Timestamp) async throws -> AccessKey {
    try await pool.transaction { connection in
      var key = try await PostgresKeyRows.lock(connection, nameOrID)
      if key.revoked == nil {
        key.revoked = now
        try await PostgresKeyRows.revoke(connection, key.id, at: now)
      }
      return key
    }
  }

  package func rotate(
    _ nameOrID: String, overlap: Timestamp?, at now: Timestamp
  ) async throws -> (key: AccessKey, text: KeyText) {
    try await pool.transaction { connection in
      let key = try await PostgresKeyRows.lock(connection, nameOrID)
      try KeyErrors.check(key, canRotateAt: now)
      let text = KeyText(id: key.id)
      try await PostgresKeyRows.replace(connection, key.id, KeyStamp(text), previousUntil: overlap)
      return (key, text)
    }
  }

  package func key(for text: KeyText, at now: Timestamp) async throws -> AccessKey? {
    let found = try await pool.withConnection { try await PostgresKeyRows.stamped($0, id: text.id) }
    return found.flatMap { $0.accepts(text, at: now) ? $0.key : nil }
  }

  package func noteUse(of key: AccessKey, at now: Timestamp) async throws {
    guard KeyUse.isToBeNoted(of: key, at: now) else { return }
    try await pool.withConnection { try await PostgresKeyRows.use($0, key.id, at: now) }
  }
}
