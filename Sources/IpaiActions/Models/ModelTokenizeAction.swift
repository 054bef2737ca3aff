import IpaiCore
import IpaiEmbedding

/// `model tokenize`: the token ids of texts.
package enum ModelTokenizeAction: Action {
  /// The texts to split.
  package struct Request: ActionRequest {
    /// At most 256, each of at most 1 MiB.
    package var texts: [String] = []

    package init() {}
  }

  /// The tokens.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The name of the model whose tokens they are.
    package var model: String
    /// The ids of each text, in their order, with those of [CLS] and [SEP].
    package var tokens: [[Int32]]
  }

  package static let name = ActionName("model", "tokenize")
  package static let effect = Effect.read
  package static let route = Route(.post, "/models/tokenize")
  package static let summary = "Split texts into the model's tokens."
  package static let fields: [Field<Request>] = [
    .texts("texts", \.texts, maxCount: 256, maxBytes: 1 << 20, allowsEmpty: true, "The texts to split.")
  ]
  package static var example: Request {
    var request = Request()
    request.texts = ["fix a leak of file handles"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.blocking { _ in
      let name = services.configuration.model
      var tokenizer = try WordPieceTokenizer(services.models.open(name))
      let tokens = request.texts.map { text in
        var tokens: [Int32] = []
        Array(text.utf8).withUnsafeBytes { _ = tokenizer.append($0, to: &tokens) }
        return tokens
      }
      return Outcome(model: name, tokens: tokens)
    }
  }
}
