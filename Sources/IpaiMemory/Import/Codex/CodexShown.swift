/// What was shown to the user: what the user typed, or what the model said.
struct CodexShown {
  /// Who said it: user or assistant.
  let role: String
  let content: ImportedContent

  /// What an event of a type shows; nil for other events.
  init?(_ type: String?, message: String?, item: Item?) {
    switch type {
    case "user_message": role = "user"
    case "agent_message": role = "assistant"
    default:
      guard let item, let role = item.role, let content = item.content else { return nil }
      self.role = role
      self.content = content
      return
    }
    guard let message else { return nil }
    content = .text(message)
  }

  /// An item that was completed, in versions that note whole items: a message of the user or the model, and others.
  struct Item: Decodable {
    fileprivate let role: String?
    fileprivate let content: ImportedContent?

    /// Reads an item of any type. Throws when it is no object.
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      switch container.lenient(String.self, .type) {
      case "UserMessage", "user_message": role = "user"
      case "AgentMessage", "agent_message": role = "assistant"
      default: role = nil
      }
      if role == nil {
        content = nil
      } else {
        content = container.lenient(ImportedContent.self, .content)
      }
    }

    private enum CodingKeys: String, CodingKey { case type, content }
  }
}
