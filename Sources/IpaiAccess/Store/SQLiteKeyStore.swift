import GRDB
package import IpaiCore
package import IpaiDatabase

/// The keys of a server's clients, in a local database.
package struct SQLiteKeyStore: KeyStore {
  private let database: DatabaseFile

  /// Keeps keys in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func create(
    _ name: String, _ scope: AccessScope, expires: Timestamp?, at now: Timestamp
  ) throws -> (key: AccessKey, text: KeyText) {
    let text = KeyText()
    let key = AccessKey(id: text.id, name: name, scope: scope, created: now, expires: expires)
    try database.write { db in
      guard try KeyRows.key(db, named: name) == nil else { throw KeyErrors.exists(name) }
      try KeyRows.insert(db, key, KeyStamp(text))
    }
    return (key, text)
  }

  package func list(includesRevoked: Bool) throws -> [AccessKey] {
    try database.read { try KeyRows.all($0, includesRevoked: includesRevoked) }
  }

  package func revoke(_ nameOrID: String, at now: Timestamp) throws -> AccessKey {
    try database.write { db in
      var key = try Self.key(db, nameOrID)
      if key.revoked == nil {
        key.revoked = now
        try KeyRows.revoke(db, key.id, at: now)
      }
      return key
    }
  }

  package func rotate(
    _ nameOrID: String, overlap: Timestamp?, at now: Timestamp
  ) throws -> (key: AccessKey, text: KeyText) {
    try database.write { db in
      let key = try Self.key(db, nameOrID)
      try KeyErrors.check(key, canRotateAt: now)
      let text = KeyText(id: key.id)
      try KeyRows.replace(db, key.id, KeyStamp(text), previousUntil: overlap)
      return (key, text)
    }
  }

  package func key(for text: KeyText, at now: Timestamp) throws -> AccessKey? {
    let found = try database.read { try KeyRows.stamped($0, id: text.id) }
    return found.flatMap { $0.accepts(text, at: now) ? $0.key : nil }
  }

  package func noteUse(of key: AccessKey, at now: Timestamp) throws {
    guard KeyUse.isToBeNoted(of: key, at: now) else { return }
    try database.write { try KeyRows.use($0, key.id, at: now) }
  }

  private static func key(_ db: Database, _ nameOrID: String) throws -> AccessKey {
    if let key = try KeyRows.key(db, named: nameOrID) ?? KeyRows.key(db, id: nameOrID) { return key }
    throw KeyErrors.unknown(nameOrID)
  }
}
