import IpaiCore

/// Reads conversations in the form of ipai's own, which are taken as they are.
struct ConversationRecordReader: RecordReader {
  private let decoder = RecordDecoder()

  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure) {
    let given = try decoder.decode(ConversationRecord.self, from: record)
    let messages = try Self.messages(given.messages)
    guard given.isNote || given.sessionID != nil else {
      throw ImportFailure("the conversation has no session_id; only a note needs none")
    }
    let id = given.sessionID ?? NewConversation.noteID(messages)
    output.conversations.append(
      NewConversation(
        sessionID: id, userID: given.userID, title: given.title.map(ImportedText.cleaned),
        summary: given.summary.map(ImportedText.cleaned), context: given.context.mapValues(\.text),
        isNote: given.isNote, messages: messages))
  }

  private static func messages(_ records: [MessageRecord]) throws(ImportFailure) -> [NewMessage] {
    var messages: [NewMessage] = []
    messages.reserveCapacity(records.count)
    for (index, record) in records.enumerated() {
      do {
        messages.append(
          NewMessage(
            id: record.id, role: record.role, name: record.name, content: ImportedText.cleaned(record.content.text),
            timestamp: try record.timestamp?.timestamp()))
      } catch { throw ImportFailure("messages[\(index)]: \(error.message)") }
    }
    return messages
  }
}
