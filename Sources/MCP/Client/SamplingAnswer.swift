/// What a client's model answered (Client Features: Sampling).
public struct SamplingAnswer: Sendable, Hashable {
  /// The name of the model.
  public var model: String
  /// The blocks of the answer.
  public var content: [Content]
  /// Why the model stopped, such as `endTurn` or `maxTokens`.
  public var stopReason: String?

  /// An answer of a model's.
  public init(model: String, content: [Content], stopReason: String? = "endTurn") {
    self.model = model
    self.content = content
    self.stopReason = stopReason
  }

  /// The answer as it goes over the wire. One block stands alone: arrays came with 2025-11-25.
  var json: JSON {
    let blocks = content.map(\.json)
    var members: [String: JSON] = ["role": "assistant", "model": .string(model)]
    if blocks.count == 1 {
      members["content"] = blocks[0]
    } else {
      members["content"] = .array(blocks)
    }
    members[optional: "stopReason"] = stopReason.map(JSON.string)
    return .object(members)
  }
}
