import IpaiCore

/// Reads an export of ChatGPT, one conversation after the other, since exports of hundreds of megabytes exist.
///
/// Kept is what the user and the model said in the branch that was shown last.
struct ChatGPTReader: RecordReader {
  private let decoder = RecordDecoder()

  mutating func read(_ record: ImportRecord, into output: inout ImportOutput) throws(ImportFailure) {
    let exported = try decoder.decode(ChatGPTConversation.self, from: record)
    let branch = exported.branch
    guard let id = exported.id ?? branch.lazy.compactMap(\.id).first else {
      throw ImportFailure("the conversation has no id")
    }
    var conversation = NewConversation(sessionID: id)
    if exported.title != "New chat" { conversation.title = exported.title }
    var ids: Set<String> = []
    for message in branch {
      do {
        guard let message = try Self.message(message), ids.insert(message.id ?? "").inserted || message.id == nil else {
          continue
        }
        conversation.messages.append(message)
      } catch { output.report("conversation '\(id)': \(error.message)", line: record.line) }
    }
    if !conversation.messages.isEmpty { output.conversations.append(conversation) }
  }

  private static func message(_ message: ChatGPTMessage) throws(ImportFailure) -> NewMessage? {
    guard let role = message.role, let text = message.said else { return nil }
    return NewMessage(id: message.id, role: role, content: text, timestamp: try message.time?.timestamp())
  }
}
