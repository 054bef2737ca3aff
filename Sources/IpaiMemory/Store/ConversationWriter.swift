import GRDB
import IpaiCore

/// Writes conversations within one transaction.
final class ConversationWriter {
  /// True when a message was added.
  private(set) var hasAdded = false
  private let db: Database
  private let find: Statement
  private let insertMessage: Statement
  private let insertWords: Statement

  /// Works within the write transaction of `db`.
  init(_ db: Database) throws {
    self.db = db
    find = try db.cachedStatement(
      sql: "SELECT role, content FROM message WHERE conversation_id = ? AND message_id = ? ORDER BY part")
    insertMessage = try db.cachedStatement(
      sql: """
        INSERT INTO message (conversation_id, position, message_id, part, role, name, said_at, content)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    insertWords = try db.cachedStatement(sql: "INSERT INTO message_words (rowid, text) VALUES (?, ?)")
  }

  /// Adds what is new of a conversation. When a message contradicts what is stored, nothing of the conversation is changed,
  /// and the result is the error.
  func add(_ conversation: PreparedConversation) throws -> Result<AddedConversation, IpaiError> {
    var result: Result<AddedConversation, IpaiError>?
    try db.inSavepoint {
      do {
        result = .success(try write(conversation))
        return .commit
      } catch let error as IpaiError {
        result = .failure(error)
        return .rollback
      }
    }
    return result ?? .failure(IpaiError(.internal, "a conversation was neither stored nor refused"))
  }

  private func write(_ conversation: PreparedConversation) throws -> AddedConversation {
    let row = try ConversationRows.store(db, conversation)
    var summary = AddedConversation(
      sessionID: conversation.sessionID, added: 0, unchanged: 0, empty: conversation.empty,
      redacted: conversation.redacted.isEmpty ? nil : conversation.redacted)
    var position = row.isNew ? 0 : try MessageRows.nextPosition(db, conversation: row.id)
    var ids: Set<String> = []
    for message in conversation.messages {
      // In a new conversation, only what came before in it can be stored.
      let isFirst = ids.insert(message.id).inserted
      if !row.isNew || !isFirst, try isStored(message, row.id, in: conversation.sessionID) {
        summary.unchanged += 1
        continue
      }
      try insert(message, row.id, from: position)
      position += message.passages.count
      summary.added += 1
    }
    if summary.added > 0 {
      hasAdded = true
      if !row.isNew { try ConversationRows.becomeConversation(db, row.id) }
    }
    return summary
  }

  /// True when the message is there with the same role and text. Throws `IpaiError(.conflict)` when it is there with others.
  private func isStored(_ message: PreparedMessage, _ conversation: Int64, in session: String) throws -> Bool {
    let rows = try Row.fetchAll(find, arguments: [conversation, message.id])
    guard !rows.isEmpty else { return false }
    let text = rows.map { $0[1] as String }.joined()
    guard rows[0][0] as String == message.role, text == message.text else {
      throw MemoryErrors.conflict(message.id, in: session)
    }
    return true
  }

  private func insert(_ message: PreparedMessage, _ conversation: Int64, from position: Int) throws {
    for (part, passage) in message.passages.enumerated() {
      try insertMessage.execute(arguments: [
        conversation, position + part, message.id, part, message.role, message.name, message.date.seconds,
        passage.text,
      ])
      try insertWords.execute(arguments: [db.lastInsertedRowID, passage.terms])
    }
  }
}
