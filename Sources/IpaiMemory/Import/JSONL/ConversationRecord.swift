/// A conversation in the form of ipai's own, as `memory export` writes it.
struct ConversationRecord: Decodable {
  let sessionID: String?
  let userID: String?
  let title: String?
  let summary: String?
  /// True for a note, which needs no id.
  let isNote: Bool
  let context: [String: ContextValue]
  let messages: [MessageRecord]

  /// Reads a conversation. Throws when a value has the wrong kind or the messages are missing.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sessionID = try container.decodeIfPresent(String.self, forKey: .sessionID)
    userID = try container.decodeIfPresent(String.self, forKey: .userID)
    title = try container.decodeIfPresent(String.self, forKey: .title)
    summary = try container.decodeIfPresent(String.self, forKey: .summary)
    isNote = try container.decodeIfPresent(Bool.self, forKey: .note) ?? false
    context = try container.decodeIfPresent([String: ContextValue].self, forKey: .context) ?? [:]
    messages = try container.decode([MessageRecord].self, forKey: .messages)
  }

  private enum CodingKeys: String, CodingKey {
    case title, summary, note, context, messages
    case sessionID = "session_id"
    case userID = "user_id"
  }
}
