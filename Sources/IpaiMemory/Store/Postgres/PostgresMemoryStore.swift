package import IpaiCore
package import IpaiPostgres
package import IpaiSearch

/// The memory of a PostgreSQL database, which several machines may use at once.
package struct PostgresMemoryStore: MemoryStore {
  private let pool: PostgresPool

  /// Keeps everything in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package func add(_ conversations: [PreparedConversation]) async throws -> [Result<AddedConversation, IpaiError>] {
    try await pool.transaction { connection in
      var writer = PostgresConversationWriter(connection)
      var results: [Result<AddedConversation, IpaiError>] = []
      for conversation in conversations { results.append(try await writer.add(conversation)) }
      try await writer.finish()
      return results
    }
  }

  package func list(
    _ filter: ConversationFilter, _ page: PageRequest, _ take: (StoredConversation) throws -> Void
  ) async throws -> String? {
    try page.validate()
    let list = filter.list
    let after = try page.after.map { try PageCursor($0, of: list) }
    // One more than is wanted, to find out whether there is more.
    let most = page.maxResults.map { $0 + 1 }
    var conversations = try await pool.withConnection {
      try await PostgresConversationRows.list($0, filter, after: after, most: most)
    }
    let hasMore = page.maxResults.map { conversations.count > $0 } ?? false
    if hasMore { conversations.removeLast() }
    for conversation in conversations { try take(conversation) }
    guard hasMore, let last = conversations.last else { return nil }
    return PageCursor(key: last.updated.seconds, id: Array(last.sessionID.utf8)).text(of: list)
  }

  package func conversation(_ sessionID: String) async throws -> StoredConversation? {
    try await pool.withConnection { try await PostgresConversationRows.conversation($0, sessionID) }
  }

  package func activeCount() async throws -> Int {
    let rows = try await pool.withConnection {
      try await $0.query("SELECT count(*) FROM mcp.conversation WHERE archived_at IS NULL")
    }
    return Int(try rows.first?.integer(0) ?? 0)
  }

  package func messages(of sessionID: String, _ take: (StoredMessage) throws -> Void) async throws {
    var position: Int? = 0
    while let from = position {
      let some = try await pool.withConnection {
        try await PostgresMessageRows.some($0, of: sessionID, from: from)
      }
      for message in some.messages { try take(message) }
      position = some.next
    }
  }

  package func messages(
    of sessionID: String, around message: String, before: Int, after: Int
  ) async throws -> [StoredMessage] {
    try await pool.withConnection { connection in
      guard let conversation = try await PostgresConversationRows.id(connection, sessionID) else {
        throw MemoryErrors.unknown(sessionID)
      }
      return try await PostgresMessageRows.around(
        connection, message, of: sessionID, conversation: conversation, before: before, after: after)
    }
  }

  package func setArchived(_ sessionID: String, at date: Timestamp?) async throws {
    let isThere = try await pool.transaction {
      try await PostgresConversationRows.setArchived($0, sessionID, at: date)
    }
    if !isThere { throw MemoryErrors.unknown(sessionID) }
  }

  package func setDates(
    of sessionID: String, created: Timestamp, updated: Timestamp, archived: Timestamp?
  ) async throws {
    let isThere = try await pool.transaction {
      try await PostgresConversationRows.setDates(
        $0, of: sessionID, created: created, updated: updated, archived: archived)
    }
    if !isThere { throw MemoryErrors.unknown(sessionID) }
  }

  package func forget(_ sessionID: String, message: String?) async throws -> Int {
    try await pool.transaction { try await PostgresConversationRows.remove($0, sessionID, message: message) }
  }

  package func rebuildWords() async throws -> Int {
    try await pool.transaction { try await SegmentStore($0, .memory).clear() }
    return try await PostgresMessageWords(pool).run()
  }

  package func purge() async throws { try await PostgresMemoryPurge(pool).run() }
}

extension PostgresMemoryStore {
  package func link(_ links: [MemoryLink], at date: Timestamp) async throws -> Int {
    try await pool.transaction { connection in
      var count = 0
      for link in links { count += try await PostgresLinkRows.add(connection, link, at: date) }
      return count
    }
  }

  package func unlink(_ sessionID: String, message: String?, kind: LinkKind, target: String) async throws -> Int {
    try await pool.withConnection {
      try await PostgresLinkRows.remove($0, sessionID, message: message, kind: kind, target: target)
    }
  }

  package func links(of sessionID: String) async throws -> [MemoryLink] {
    try await pool.withConnection { try await PostgresLinkRows.links($0, of: sessionID) }
  }

  package func links(to kind: LinkKind, targets: [String], limit: Int) async throws -> [MemoryLink] {
    guard !targets.isEmpty else { return [] }
    return try await pool.withConnection {
      try await PostgresLinkRows.links($0, to: kind, targets: targets, limit: limit)
    }
  }

  package func context(of sessionID: String, at now: Timestamp) async throws -> [SessionValue] {
    try await pool.withConnection { try await PostgresContextRows.values($0, of: sessionID, at: now) }
  }

  package func setContext(_ value: SessionValue, at now: Timestamp) async throws {
    try await pool.transaction { connection in
      try await PostgresContextRows.removeExpired(connection, at: now)
      try await PostgresContextRows.set(connection, value)
    }
  }

  package func unsetContext(_ key: String, of sessionID: String) async throws -> Bool {
    try await pool.withConnection { try await PostgresContextRows.unset($0, key, of: sessionID) }
  }

  package func note(_ usage: ToolUsage) async throws {
    try await pool.withConnection { try await PostgresUsageRows.add($0, usage) }
  }

  package func usage(since date: Timestamp) async throws -> [ToolStatistics] {
    try await pool.withConnection { try await PostgresUsageRows.statistics($0, since: date) }
  }
}
