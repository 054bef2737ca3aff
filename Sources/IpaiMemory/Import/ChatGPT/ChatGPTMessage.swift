/// A message in a conversation of ChatGPT.
struct ChatGPTMessage: Decodable {
  let id: String?
  let role: String?
  let time: ImportedTime?
  let content: ChatGPTContent?
  /// Who it is for: all, or a tool.
  let recipient: String?
  /// What it is, in newer exports: analysis for thoughts, final, commentary.
  let channel: String?
  /// True for what the user does not see.
  let isHidden: Bool

  /// Reads a message of any kind. Throws when what was said is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(String.self, .id)
    role = container.lenient(Author.self, .author)?.role
    // It is a number as a rule, and a failed attempt is costly.
    time =
      container.lenient(Double.self, .time).map { .number($0) } ?? container.lenient(ImportedTime.self, .time)
    content = try container.decodeIfPresent(ChatGPTContent.self, forKey: .content)
    recipient = container.lenient(String.self, .recipient)
    channel = container.lenient(String.self, .channel)
    isHidden = container.lenient(Metadata.self, .metadata)?.isHidden ?? false
  }

  private struct Author: Decodable {
    let role: String?
  }

  private struct Metadata: Decodable {
    let isHidden: Bool?

    enum CodingKeys: String, CodingKey {
      case isHidden = "is_visually_hidden_from_conversation"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case id, author, content, recipient, channel, metadata
    case time = "create_time"
  }
}

extension ChatGPTMessage {
  /// What a person or the model said; nil for what neither did: instructions, thoughts, calls of tools and their
  /// answers.
  var said: String? {
    guard let role, role == "user" || role == "assistant", !isHidden, channel != "analysis",
      recipient ?? "all" == "all", let text = content?.said
    else { return nil }
    let shown = ImportedText.cleaned(CitationMarks.removed(from: text))
    if ImportedText.isBlank(shown) { return nil }
    return shown
  }

  /// The time as a number for comparisons; 0 when there is none.
  var newness: Double {
    guard case .number(let number)? = time else { return 0 }
    return number
  }
}
