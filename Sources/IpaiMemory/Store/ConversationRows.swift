import Foundation
import GRDB
import IpaiCore
import IpaiSearch

/// The rows of conversations.
enum ConversationRows {
  /// A conversation in a list, which is ordered by date.
  struct Place {
    let id: Int64
    let updated: Int64
    let sessionID: String
  }

  /// The row of a conversation; nil when there is none.
  static func id(_ db: Database, _ sessionID: String) throws -> Int64? {
    let statement = try db.cachedStatement(sql: "SELECT id FROM conversation WHERE session_id = ?")
    return try Int64.fetchOne(statement, arguments: [sessionID])
  }

  /// Inserts a conversation, or replaces what is said about it anew. A conversation that goes on is no longer archived.
  static func store(_ db: Database, _ conversation: PreparedConversation) throws -> (id: Int64, isNew: Bool) {
    let dates = conversation.messages.map(\.date.seconds)
    if let id = try id(db, conversation.sessionID) {
      try update(db, id, conversation, dates.max() ?? 0)
      return (id, false)
    }
    let begun = conversation.date.seconds
    try db.cachedStatement(
      sql: """
        INSERT INTO conversation (session_id, kind, user_id, title, summary, context, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      conversation.sessionID, kind(conversation).rawValue, conversation.userID, conversation.title,
      conversation.summary, try json(conversation.context), dates.min() ?? begun, dates.max() ?? begun,
    ])
    return (db.lastInsertedRowID, true)
  }

  private static func update(_ db: Database, _ id: Int64, _ conversation: PreparedConversation, _ last: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE conversation
        SET user_id = coalesce(?2, user_id), title = coalesce(?3, title), summary = coalesce(?4, summary),
          context = json_patch(context, ?5), updated_at = max(updated_at, ?6)
        WHERE id = ?1
        """
    ).execute(arguments: [
      id, conversation.userID, conversation.title, conversation.summary, try json(conversation.context), last,
    ])
  }

  /// Makes a conversation of a note to which something was added.
  static func becomeConversation(_ db: Database, _ id: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE conversation SET kind = 'conversation'
        WHERE id = ?1 AND kind = 'note' AND (SELECT count(*) FROM message WHERE conversation_id = ?1 AND part = 0) > 1
        """
    ).execute(arguments: [id])
  }

  private static func kind(_ conversation: PreparedConversation) -> StoredConversation.Kind {
    if conversation.isNote { return .note }
    return .conversation
  }

  private static func json(_ context: [String: String]) throws -> String {
    guard !context.isEmpty else { return "{}" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(context), as: UTF8.self)
  }

  /// The conversations that a filter keeps, latest first, from the one after `after` on, at most `most`.
  static func ids(_ db: Database, _ filter: ConversationFilter, after: PageCursor?, most: Int?) throws -> [Place] {
    var conditions: [SQL] = ["TRUE"]
    if let user = filter.user { conditions.append("user_id = \(user)") }
    if let session = filter.session { conditions.append("session_id = \(session)") }
    if let kind = filter.kind { conditions.append("kind = \(kind.rawValue)") }
    if let since = filter.since { conditions.append("updated_at >= \(since.seconds)") }
    if let until = filter.until { conditions.append("updated_at <= \(until.seconds)") }
    if !filter.includesArchived { conditions.append("archived_at IS NULL") }
    if let after {
      let id = String(decoding: after.id, as: UTF8.self)
      conditions.append("(updated_at < \(after.key) OR updated_at = \(after.key) AND session_id > \(id))")
    }
    let request: SQLRequest<Row> = """
      SELECT id, updated_at, session_id FROM conversation WHERE \(conditions.joined(separator: " AND "))
      ORDER BY updated_at DESC, session_id LIMIT \(most ?? -1)
      """
    return try request.fetchAll(db).map { Place(id: $0[0], updated: $0[1], sessionID: $0[2]) }
  }

  /// The conversation in a row; nil when it has been removed.
  static func conversation(_ db: Database, _ id: Int64) throws -> StoredConversation? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT session_id, kind, user_id, title, summary, context, created_at, updated_at, archived_at,
          (SELECT count(*) FROM message WHERE conversation_id = c.id AND part = 0) AS messages,
          (SELECT substr(content, 1, 200) FROM message WHERE conversation_id = c.id ORDER BY position LIMIT 1) AS beginning
        FROM conversation c WHERE id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let context = try JSONDecoder().decode([String: String].self, from: Data((row["context"] as String).utf8))
    return StoredConversation(
      sessionID: row["session_id"], kind: StoredConversation.Kind(rawValue: row["kind"]) ?? .conversation,
      userID: row["user_id"], title: row["title"], summary: row["summary"], context: context,
      created: Timestamp(seconds: row["created_at"]), updated: Timestamp(seconds: row["updated_at"]),
      archived: (row["archived_at"] as Int64?).map { Timestamp(seconds: $0) }, messageCount: row["messages"],
      beginning: row["beginning"] ?? "")
  }
}
