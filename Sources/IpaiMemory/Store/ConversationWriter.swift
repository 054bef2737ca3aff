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
      if !row.isNew || !isFirst, let stored = try stored(message.id, row.id) {
        guard stored.role == message.role, stored.text == message.text else {
          if isFirst { throw MemoryErrors.conflict(message.id, in: conversation.sessionID) }
          throw MemoryErrors.givenTwice(message.id, in: conversation.sessionID)
        }
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

  /// The role and the text of a message; nil when it is not there.
  private func stored(_ message: String, _ conversation: Int64) throws -> (role: String, text: String)? {
    let rows = try Row.fetchAll(find, arguments: [conversation, message])
    guard let first = rows.first else { return nil }
    return (first[0], rows.map { $0[1] as String }.joined())
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
