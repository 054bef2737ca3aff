import IpaiCore
import IpaiPostgres

/// The rows of links in PostgreSQL.
enum PostgresLinkRows {
  /// Adds a link, or gives the one that is there the new confidence. Returns 1 when it is new.
  ///
  /// Throws `IpaiError(.notFound)` for a conversation or a message that does not exist.
  static func add(_ connection: PostgresConnection, _ link: MemoryLink, at date: Timestamp) async throws -> Int {
    guard let conversation = try await PostgresConversationRows.id(connection, link.sessionID) else {
      throw MemoryErrors.unknown(link.sessionID)
    }
    if let message = link.message {
      let found = try await connection.query(
        "SELECT 1 FROM mcp.message WHERE conversation_id = $1 AND message_id = $2 LIMIT 1",
        [.integer(conversation), .text(message)])
      if found.count == 0 { throw MemoryErrors.unknown(message, in: link.sessionID) }
    }
    // What somebody made is not weakened by what is found later.
    let rows = try await connection.query(
      """
      INSERT INTO mcp.memory_link AS l (
        conversation_id, message_id, kind, target, revision, first_line, last_line, relation, confidence, origin, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11))
      ON CONFLICT (conversation_id, message_id, kind, md5(target), revision, coalesce(first_line, 0), relation) DO UPDATE
      SET confidence = excluded.confidence, origin = excluded.origin
      WHERE l.origin = 'found' OR excluded.origin = 'given'
      RETURNING xmax = 0
      """,
      [
        .integer(conversation), .text(link.message ?? ""), .text(link.kind.rawValue), .text(link.target),
        .text(link.revision ?? ""), PostgresValue(link.firstLine.map(Int64.init)),
        PostgresValue(link.lastLine.map(Int64.init)), .text(link.relation), .real(link.confidence),
        .text(link.origin.rawValue), .integer(date.seconds),
      ])
    return rows.first?.boolean(0) == true ? 1 : 0
  }

  /// Removes the links to a target; returns how many there were. Throws `IpaiError(.notFound)` for an unknown conversation.
  static func remove(
    _ connection: PostgresConnection, _ sessionID: String, message: String?, kind: LinkKind, target: String
  ) async throws -> Int {
    guard let conversation = try await PostgresConversationRows.id(connection, sessionID) else {
      throw MemoryErrors.unknown(sessionID)
    }
    let rows = try await connection.query(
      """
      DELETE FROM mcp.memory_link WHERE conversation_id = $1 AND ($2::text IS NULL OR message_id = $2) AND kind = $3
        AND md5(target) = md5($4) AND target = $4
      """, [.integer(conversation), PostgresValue(message), .text(kind.rawValue), .text(target)])
    return rows.changed
  }

  private static let columns = """
    SELECT c.session_id, l.message_id, l.kind, l.target, l.revision, l.first_line, l.last_line, l.relation, l.confidence,
      l.origin
    FROM mcp.memory_link l JOIN mcp.conversation c ON c.id = l.conversation_id
    """

  /// The links of a conversation, in the order in which they were made.
  static func links(_ connection: PostgresConnection, of sessionID: String) async throws -> [MemoryLink] {
    let rows = try await connection.query(columns + " WHERE c.session_id = $1 ORDER BY l.id", [.text(sessionID)])
    return try links(rows)
  }

  /// The links to any of these targets, latest conversation first, at most `limit`.
  static func links(
    _ connection: PostgresConnection, to kind: LinkKind, targets: [String], limit: Int
  ) async throws -> [MemoryLink] {
    let rows = try await connection.query(
      columns + """
         WHERE l.kind = $1 AND md5(l.target) IN (SELECT md5(t) FROM unnest($2::text[]) t) AND l.target = ANY ($2)
        ORDER BY c.updated_at DESC, l.id LIMIT $3
        """, [.text(kind.rawValue), .texts(targets), .integer(Int64(limit))])
    return try links(rows)
  }

  private static func links(_ rows: PostgresRows) throws -> [MemoryLink] {
    try (0..<rows.count).compactMap { number in
      let row = rows[number]
      guard let kind = row.text(2).flatMap(LinkKind.init), let origin = row.text(9).flatMap(MemoryLink.Origin.init)
      else {
        return nil
      }
      let message = row.text(1) ?? ""
      let revision = row.text(4) ?? ""
      var lines: ClosedRange<Int>?
      if let first = try row.integer(5), let last = try row.integer(6), first <= last { lines = Int(first)...Int(last) }
      return MemoryLink(
        sessionID: row.text(0) ?? "", message: message.isEmpty ? nil : message, kind: kind, target: row.text(3) ?? "",
        revision: revision.isEmpty ? nil : revision, lines: lines, relation: row.text(7) ?? "",
        confidence: try row.real(8) ?? 0, origin: origin)
    }
  }
}
