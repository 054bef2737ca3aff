/// What a server asks a client's model (Client Features: Sampling).
public struct SamplingRequest: Sendable, Hashable {
  /// The whole request: `messages`, `maxTokens`, `systemPrompt`, `modelPreferences`, `tools` and so on.
  public let json: JSON

  /// The conversation that the model should continue.
  public var messages: [JSON] { json["messages"]?.array ?? [] }
  /// The longest answer, in tokens.
  public var maxTokens: Int? { json["maxTokens"]?.integer }
  /// The instructions that the server wants the model to have.
  public var systemPrompt: String? { json["systemPrompt"]?.string }
}
