package import IpaiMemory

/// A conversation with its messages and links.
package struct ShownConversation: Codable, Sendable, Equatable {
  /// What is known of the conversation.
  package var conversation: StoredConversation
  /// Its messages, in order.
  package var messages: [StoredMessage]
  /// What it was about, in the order in which the links were made.
  package var links: [MemoryLink]

  /// The keys of the conversation and, beside them, messages and links.
  package func encode(to encoder: any Encoder) throws {
    try conversation.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(messages, forKey: .messages)
    try container.encode(links, forKey: .links)
  }

  package init(from decoder: any Decoder) throws {
    conversation = try StoredConversation(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    messages = try container.decode([StoredMessage].self, forKey: .messages)
    links = try container.decode([MemoryLink].self, forKey: .links)
  }

  /// A conversation as it is shown.
  init(_ conversation: StoredConversation, _ messages: [StoredMessage], _ links: [MemoryLink]) {
    self.conversation = conversation
    self.messages = messages
    self.links = links
  }

  enum CodingKeys: String, CodingKey {
    case messages, links
  }
}
