/// What is attached to a conversation of Claude Code; most of it is for the model alone.
struct ClaudeCodeAttachment: Decodable {
  /// What the user typed while the model was at work; nil for other attachments.
  let queuedPrompt: ImportedContent?

  /// Reads an attachment of any kind.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let isPrompt = container.lenient(String.self, .mode) ?? "prompt" == "prompt"
    guard container.lenient(String.self, .type) == "queued_command", isPrompt else {
      queuedPrompt = nil
      return
    }
    queuedPrompt = container.lenient(ImportedContent.self, .prompt)
  }

  private enum CodingKeys: String, CodingKey {
    case type, prompt
    case mode = "commandMode"
  }
}
