import IpaiCore
import IpaiPostgres
import IpaiSearch

/// Writes conversations to PostgreSQL within one transaction.
struct PostgresConversationWriter {
  private let connection: PostgresConnection
  /// The words of what was added, by the numbers of the rows.
  private var words: [(number: Int64, fields: [String])] = []

  /// Works within the transaction of `connection`.
  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Adds what is new of a conversation. When a message contradicts what is stored, nothing of the conversation is changed, and the result
  /// is the error.
  mutating func add(_ conversation: PreparedConversation) async throws -> Result<AddedConversation, IpaiError> {
    let before = words.count
    try await connection.query("SAVEPOINT conversation")
    do {
      let added = try await write(conversation)
      try await connection.query("RELEASE SAVEPOINT conversation")
      return .success(added)
    } catch let error as IpaiError where error.cause == nil && error.code != .interrupted {
      try await connection.query("ROLLBACK TO SAVEPOINT conversation")
      words.removeSubrange(before...)
      return .failure(error)
    }
  }

  /// Makes what was added findable. To be called once, after everything else: whoever else writes to memory waits from here on.
  func finish() async throws { try await SegmentStore(connection, .memory).add(words) }

  private mutating func write(_ conversation: PreparedConversation) async throws -> AddedConversation {
    let row = try await PostgresConversationRows.lock(connection, conversation)
    var summary = AddedConversation(
      sessionID: conversation.sessionID, added: 0, unchanged: 0, empty: conversation.empty,
      redacted: conversation.redacted.isEmpty ? nil : conversation.redacted)
    var position = 0
    var known: [String: (role: String, text: String)] = [:]
    if !row.isNew {
      position = try await PostgresMessageRows.nextPosition(connection, conversation: row.id)
      known = try await PostgresMessageRows.stored(
        connection, conversation.messages.map(\.id), conversation: row.id)
    }
    let stored = Set(known.keys)
    var rows: [PostgresMessageRows.New] = []
    var terms: [String] = []
    for message in conversation.messages {
      if let same = known[message.id] {
        guard same.role == message.role, same.text == message.text else {
          if stored.contains(message.id) { throw MemoryErrors.conflict(message.id, in: conversation.sessionID) }
          throw MemoryErrors.givenTwice(message.id, in: conversation.sessionID)
        }
        summary.unchanged += 1
        continue
      }
      known[message.id] = (message.role, message.text)
      rows += Self.rows(message, from: position)
      terms += message.passages.map(\.terms)
      position += message.passages.count
      summary.added += 1
    }
    let numbers = try await PostgresMessageRows.insert(connection, rows, conversation: row.id)
    words += zip(numbers, terms).map { ($0, [$1]) }
    if !row.isNew { try await PostgresConversationRows.update(connection, row.id, conversation) }
    return summary
  }

  private static func rows(_ message: PreparedMessage, from position: Int) -> [PostgresMessageRows.New] {
    message.passages.enumerated().map { part, passage in
      PostgresMessageRows.New(
        position: position + part, messageID: message.id, part: part, role: message.role, name: message.name,
        saidAt: message.date.seconds, content: passage.text)
    }
  }
}
