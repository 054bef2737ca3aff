/// A place in the tree of a conversation of ChatGPT.
struct ChatGPTNode: Decodable {
  /// The node before this one; nil at the root.
  let parent: String?
  /// What was said; nil at the root.
  let message: ChatGPTMessage?

  /// Reads a node. Throws when what was said is damaged.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    parent = container.lenient(String.self, .parent)
    message = try container.decodeIfPresent(ChatGPTMessage.self, forKey: .message)
  }

  private enum CodingKeys: String, CodingKey { case parent, message }
}
