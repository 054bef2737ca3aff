import GRDB
import IpaiSearch

/// Removes conversations and messages with their words, vectors and links.
struct ConversationRemoval {
  private let db: Database

  /// Works within the write transaction of `db`.
  init(_ db: Database) { self.db = db }

  /// Removes a conversation, or one message of it; returns how many messages there were.
  ///
  /// Throws `IpaiError(.notFound)` when there is no such conversation or message.
  func remove(_ sessionID: String, message: String?) throws -> Int {
    guard let conversation = try ConversationRows.id(db, sessionID) else { throw MemoryErrors.unknown(sessionID) }
    let rows = try MessageRows.ids(db, conversation: conversation, message: message)
    if let message, rows.isEmpty { throw MemoryErrors.unknown(message, in: sessionID) }
    let count =
      try Int.fetchOne(
        db,
        sql:
          "SELECT count(DISTINCT message_id) FROM message WHERE conversation_id = ?1 AND (?2 IS NULL OR message_id = ?2)",
        arguments: [conversation, message]) ?? 0
    for start in stride(from: 0, to: rows.count, by: WordRemoval.batch) {
      try WordRemoval(db, .memory).remove(Set(rows.dropFirst(start).prefix(WordRemoval.batch)))
    }
    if let message {
      try removeMessage(message, conversation)
    } else {
      try db.execute(sql: "DELETE FROM session_context WHERE session_id = ?", arguments: [sessionID])
      try db.execute(sql: "DELETE FROM conversation WHERE id = ?", arguments: [conversation])
    }
    // Answers that a server keeps for clients that ask again may hold what was said.
    try db.execute(sql: "DELETE FROM answered_request WHERE answer IS NOT NULL")
    try CorpusVersion.wordsChanged(db, .memory)
    try CorpusVersion.vectorsChanged(db, .memory)
    return count
  }

  private func removeMessage(_ message: String, _ conversation: Int64) throws {
    try db.execute(
      sql: "DELETE FROM memory_link WHERE conversation_id = ? AND message_id = ?", arguments: [conversation, message])
    try db.execute(
      sql: "DELETE FROM message WHERE conversation_id = ? AND message_id = ?", arguments: [conversation, message])
  }
}
