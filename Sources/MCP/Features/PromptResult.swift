/// What a prompt consists of once its arguments are filled in (Prompts: Getting a Prompt).
public struct PromptResult: Sendable, Hashable {
  /// What the prompt is for.
  public var description: String?
  /// The messages that a conversation begins with.
  public var messages: [PromptMessage]

  /// A prompt of these messages.
  public init(_ messages: [PromptMessage], description: String? = nil) {
    self.messages = messages
    self.description = description
  }

  /// Nil when it has no messages.
  init?(_ json: JSON) {
    guard let messages = json["messages"]?.array else { return nil }
    self.init(messages.compactMap(PromptMessage.init), description: json["description"]?.string)
  }

  /// The result as it goes over the wire.
  var json: [String: JSON] {
    var members: [String: JSON] = ["messages": .array(messages.map(\.json))]
    members[optional: "description"] = description.map(JSON.string)
    return members
  }
}
