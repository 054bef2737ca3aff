import GRDB
import IpaiCore

/// The rows of links.
enum LinkRows {
  /// Adds a link, or gives the one that is there the new confidence. Returns 1 when it is new.
  ///
  /// Throws `IpaiError(.notFound)` for a conversation or a message that does not exist.
  static func add(_ db: Database, _ link: MemoryLink, at date: Timestamp) throws -> Int {
    guard let conversation = try ConversationRows.id(db, link.sessionID) else {
      throw MemoryErrors.unknown(link.sessionID)
    }
    if let message = link.message, try !isThere(db, message, conversation) {
      throw MemoryErrors.unknown(message, in: link.sessionID)
    }
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO memory_link (
          conversation_id, message_id, kind, target, revision, first_line, last_line, relation, confidence, origin,
          created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      conversation, link.message ?? "", link.kind.rawValue, link.target, link.revision ?? "", link.firstLine,
      link.lastLine, link.relation, link.confidence, link.origin.rawValue, date.seconds,
    ])
    if db.changesCount > 0 { return 1 }
    // What somebody made is not weakened by what is found later.
    try db.cachedStatement(
      sql: """
        UPDATE memory_link SET confidence = ?, origin = ?
        WHERE conversation_id = ? AND message_id = ? AND kind = ? AND target = ? AND revision = ?
          AND coalesce(first_line, 0) = ? AND relation = ? AND (origin = 'found' OR ? = 'given')
        """
    ).execute(arguments: [
      link.confidence, link.origin.rawValue, conversation, link.message ?? "", link.kind.rawValue, link.target,
      link.revision ?? "", link.firstLine ?? 0, link.relation, link.origin.rawValue,
    ])
    return 0
  }

  private static func isThere(_ db: Database, _ message: String, _ conversation: Int64) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM message WHERE conversation_id = ? AND message_id = ? LIMIT 1")
    return try Int.fetchOne(statement, arguments: [conversation, message]) != nil
  }

  /// Removes the links to a target; returns how many there were. Throws `IpaiError(.notFound)` for an unknown conversation.
  static func remove(
    _ db: Database, _ sessionID: String, message: String?, kind: LinkKind, target: String
  ) throws -> Int {
    guard let conversation = try ConversationRows.id(db, sessionID) else { throw MemoryErrors.unknown(sessionID) }
    try db.execute(
      sql: """
        DELETE FROM memory_link
        WHERE conversation_id = ?1 AND (?2 IS NULL OR message_id = ?2) AND kind = ?3 AND target = ?4
        """, arguments: [conversation, message, kind.rawValue, target])
    return db.changesCount
  }

  private static let columns = """
    c.session_id, l.message_id, l.kind, l.target, l.revision, l.first_line, l.last_line, l.relation, l.confidence,
    l.origin
    """

  /// The links of a conversation, in the order in which they were made.
  static func links(_ db: Database, of sessionID: String) throws -> [MemoryLink] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(columns) FROM memory_link l JOIN conversation c ON c.id = l.conversation_id
        WHERE c.session_id = ? ORDER BY l.id
        """, arguments: [sessionID])
    return rows.compactMap(link)
  }

  /// The links to any of these targets, latest conversation first, at most `limit`.
  static func links(_ db: Database, to kind: LinkKind, targets: [String], limit: Int) throws -> [MemoryLink] {
    guard !targets.isEmpty else { return [] }
    let request: SQLRequest<Row> = """
      SELECT \(sql: columns) FROM memory_link l JOIN conversation c ON c.id = l.conversation_id
      WHERE l.kind = \(kind.rawValue) AND l.target IN \(targets)
      ORDER BY c.updated_at DESC, l.id LIMIT \(limit)
      """
    return try request.fetchAll(db).compactMap(link)
  }

  private static func link(_ row: Row) -> MemoryLink? {
    guard let kind = LinkKind(rawValue: row[2]), let origin = MemoryLink.Origin(rawValue: row[9]) else { return nil }
    let message: String = row[1]
    let revision: String = row[4]
    var lines: ClosedRange<Int>?
    if let first = row[5] as Int?, let last = row[6] as Int?, first <= last { lines = first...last }
    return MemoryLink(
      sessionID: row[0], message: message.isEmpty ? nil : message, kind: kind, target: row[3],
      revision: revision.isEmpty ? nil : revision, lines: lines, relation: row[7], confidence: row[8], origin: origin)
  }
}
