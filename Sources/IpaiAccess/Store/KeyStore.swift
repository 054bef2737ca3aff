import GRDB
package import IpaiCore
package import IpaiDatabase

/// The keys of a server's clients, in the database.
package struct KeyStore: Sendable {
  private let database: DatabaseFile

  /// How often it is noted that a key was used, in seconds: a write for each request would be many.
  private static let useSeconds: Int64 = 60

  /// Keeps keys in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  /// Makes a key; its text is not stored and cannot be had again.
  ///
  /// Throws `IpaiError(.conflict)` when a key that is not revoked has the name.
  package func create(
    _ name: String, _ scope: AccessScope, expires: Timestamp?, at now: Timestamp
  ) throws -> (key: AccessKey, text: KeyText) {
    let text = KeyText()
    let key = AccessKey(id: text.id, name: name, scope: scope, created: now, expires: expires)
    try database.write { db in
      guard try KeyRows.key(db, named: name) == nil else {
        throw IpaiError(
          .conflict, "there is a key '\(name)' already",
          hint: "choose another name; to replace its secret: ipai keys rotate \(ShellWord.quoted(name))")
      }
      try KeyRows.insert(db, key, KeyStamp(text))
    }
    return (key, text)
  }

  /// All keys, by name; without those that were revoked unless they are asked for.
  package func list(includesRevoked: Bool) throws -> [AccessKey] {
    try database.read { try KeyRows.all($0, includesRevoked: includesRevoked) }
  }

  /// Revokes the key with this name or id; it is never accepted again. A key that was revoked before stays as it is.
  ///
  /// Throws `IpaiError(.notFound)` when there is none.
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

  /// Gives the key with this name or id a new secret. The old one is accepted until `overlap`, so that clients can change over.
  ///
  /// Throws `IpaiError`: `.notFound` when there is none, `.conflict` when it is revoked or has expired.
  package func rotate(
    _ nameOrID: String, overlap: Timestamp?, at now: Timestamp
  ) throws -> (key: AccessKey, text: KeyText) {
    try database.write { db in
      let key = try Self.key(db, nameOrID)
      guard key.isValid(at: now) else {
        let reason = key.revoked == nil ? "has expired" : "is revoked"
        throw IpaiError(
          .conflict, "the key '\(key.name)' \(reason)", hint: "make a new one: ipai keys create --help")
      }
      let text = KeyText(id: key.id)
      try KeyRows.replace(db, key.id, KeyStamp(text), previousUntil: overlap)
      return (key, text)
    }
  }

  /// The key that a client's text is, if it is accepted at this time.
  package func key(for text: KeyText, at now: Timestamp) throws -> AccessKey? {
    let found = try database.read { try KeyRows.stamped($0, id: text.id) }
    guard let found, found.key.isValid(at: now) else { return nil }
    if found.stamp.matches(text) { return found.key }
    guard let previous = found.previous, previous.until > now, previous.stamp.matches(text) else { return nil }
    return found.key
  }

  /// Notes that a key was used, unless that was noted less than a minute ago.
  package func noteUse(of key: AccessKey, at now: Timestamp) throws {
    if let used = key.used, now.seconds < used.seconds + Self.useSeconds { return }
    try database.write { try KeyRows.use($0, key.id, at: now) }
  }

  /// True when a key would be accepted at this time.
  package func hasValidKey(at now: Timestamp) throws -> Bool {
    try list(includesRevoked: false).contains { $0.isValid(at: now) }
  }

  private static func key(_ db: Database, _ nameOrID: String) throws -> AccessKey {
    if let key = try KeyRows.key(db, named: nameOrID) ?? KeyRows.key(db, id: nameOrID) { return key }
    throw IpaiError(
      .notFound, "there is no key '\(nameOrID.prefix(80))'", hint: "to see what there is: ipai keys list")
  }
}
