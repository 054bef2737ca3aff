import GRDB
package import IpaiCore
package import IpaiDatabase
package import IpaiSearch

/// The memory of an embedded database.
package struct SQLiteMemoryStore: MemoryStore {
  private let database: DatabaseFile

  /// Keeps everything in `database`.
  package init(_ database: DatabaseFile) { self.database = database }

  package func add(_ conversations: [PreparedConversation]) throws -> [Result<AddedConversation, IpaiError>] {
    try database.write { db in
      let writer = try ConversationWriter(db)
      let results = try conversations.map { try writer.add($0) }
      if writer.hasAdded { try CorpusVersion.wordsChanged(db, .memory) }
      return results
    }
  }

  package func list(
    _ filter: ConversationFilter, _ page: PageRequest, _ take: (StoredConversation) throws -> Void
  ) throws -> String? {
    try page.validate()
    let list = filter.list
    let after = try page.after.map { try PageCursor($0, of: list) }
    // One more than is wanted, to find out whether there is more.
    var rows = try database.read { db in
      try ConversationRows.ids(db, filter, after: after, most: page.maxResults.map { $0 + 1 })
    }
    let hasMore = page.maxResults.map { rows.count > $0 } ?? false
    if hasMore { rows.removeLast() }
    try database.readInParts(rows, { db, row in try ConversationRows.conversation(db, row.id) }, take)
    guard hasMore, let last = rows.last else { return nil }
    return PageCursor(key: last.updated, id: Array(last.sessionID.utf8)).text(of: list)
  }

  package func conversation(_ sessionID: String) throws -> StoredConversation? {
    try database.read { db in
      guard let row = try ConversationRows.id(db, sessionID) else { return nil }
      return try ConversationRows.conversation(db, row)
    }
  }

  package func activeCount() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM conversation WHERE archived_at IS NULL") ?? 0 }
  }

  package func messages(of sessionID: String, _ take: (StoredMessage) throws -> Void) throws {
    let ids = try database.read { db in try MessageRows.firstParts(db, of: sessionID) }
    try database.readInParts(ids, { db, id in try MessageRows.message(db, firstPart: id) }, take)
  }

  package func messages(
    of sessionID: String, around message: String, before: Int, after: Int
  ) throws -> [StoredMessage] {
    try database.read { db in
      guard let conversation = try ConversationRows.id(db, sessionID) else { throw MemoryErrors.unknown(sessionID) }
      guard let place = try MessageRows.position(db, of: message, conversation: conversation) else {
        throw MemoryErrors.unknown(message, in: sessionID)
      }
      let rows = try MessageRows.firstParts(db, conversation: conversation, around: place, before: before, after: after)
      return try rows.compactMap { try MessageRows.message(db, firstPart: $0) }
    }
  }

  package func rebuildWords() throws -> Int { try database.write { try MessageRows.rebuildWords($0) } }

  package func setArchived(_ sessionID: String, at date: Timestamp?) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE conversation SET archived_at = ? WHERE session_id = ?", arguments: [date?.seconds, sessionID])
      guard db.changesCount > 0 else { throw MemoryErrors.unknown(sessionID) }
      // Archived conversations are not found.
      try CorpusVersion.wordsChanged(db, .memory)
    }
  }

  package func setDates(of sessionID: String, created: Timestamp, updated: Timestamp, archived: Timestamp?) throws {
    try database.write { db in
      try db.execute(
        sql: "UPDATE conversation SET created_at = ?, updated_at = ?, archived_at = ? WHERE session_id = ?",
        arguments: [created.seconds, updated.seconds, archived?.seconds, sessionID])
      guard db.changesCount > 0 else { throw MemoryErrors.unknown(sessionID) }
      // Archived conversations are not found.
      try CorpusVersion.wordsChanged(db, .memory)
    }
  }

  package func forget(_ sessionID: String, message: String?) throws -> Int {
    try database.write { try ConversationRemoval($0).remove(sessionID, message: message) }
  }

  package func purge() throws { try MemoryPurge(database).run() }
}

extension SQLiteMemoryStore {
  package func link(_ links: [MemoryLink], at date: Timestamp) throws -> Int {
    try database.write { db in try links.reduce(0) { try $0 + LinkRows.add(db, $1, at: date) } }
  }

  package func unlink(_ sessionID: String, message: String?, kind: LinkKind, target: String) throws -> Int {
    try database.write { try LinkRows.remove($0, sessionID, message: message, kind: kind, target: target) }
  }

  package func links(of sessionID: String) throws -> [MemoryLink] {
    try database.read { try LinkRows.links($0, of: sessionID) }
  }

  package func links(to kind: LinkKind, targets: [String], limit: Int) throws -> [MemoryLink] {
    try database.read { try LinkRows.links($0, to: kind, targets: targets, limit: limit) }
  }

  package func context(of sessionID: String, at now: Timestamp) throws -> [SessionValue] {
    try database.read { try ContextRows.values($0, of: sessionID, at: now) }
  }

  package func setContext(_ value: SessionValue, at now: Timestamp) throws {
    try database.write { db in
      try ContextRows.removeExpired(db, at: now)
      try ContextRows.set(db, value)
    }
  }

  package func unsetContext(_ key: String, of sessionID: String) throws -> Bool {
    try database.write { try ContextRows.unset($0, key, of: sessionID) }
  }

  package func note(_ usage: ToolUsage) throws { try database.write { try UsageRows.add($0, usage) } }

  package func usage(since date: Timestamp) throws -> [ToolStatistics] {
    try database.read { try UsageRows.statistics($0, since: date) }
  }
}
