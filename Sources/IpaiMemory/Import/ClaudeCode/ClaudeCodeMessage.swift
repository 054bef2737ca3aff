/// A message in a line of Claude Code, which has the form of the Anthropic API.
struct ClaudeCodeMessage: Decodable {
  /// The id of an answer, which all lines of the answer share.
  let id: String?
  /// The model that answered; `<synthetic>` when the program made the answer up.
  let model: String?
  let content: ImportedContent

  /// Reads a message. Throws when a text in it is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(String.self, .id)
    model = container.lenient(String.self, .model)
    content = try container.decodeIfPresent(ImportedContent.self, forKey: .content) ?? .blocks([])
  }

  private enum CodingKeys: String, CodingKey { case id, model, content }
}
