import IpaiCore
package import IpaiEmbedding

/// `model embed`: the embeddings of texts.
package enum ModelEmbedAction: Action {
  /// The texts to embed, and how.
  package struct Request: ActionRequest {
    /// At most 256, each of at most 1 MiB.
    package var texts: [String] = []
    /// nil for the setting encoder.
    package var encoder: EncoderPrecision?

    package init() {}
  }

  /// The embeddings.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The name of the model that computed them.
    package var model: String
    /// A vector of length 1 for each text, in their order.
    package var embeddings: [[Float]]
  }

  package static let name = ActionName("model", "embed")
  package static let effect = Effect.read
  package static let route = Route(.post, "/models/embed")
  package static let summary = "Compute the embeddings of texts."
  package static let fields: [Field<Request>] = [
    .texts("texts", \.texts, maxCount: 256, maxBytes: 1 << 20, allowsEmpty: true, "The texts to embed."),
    .choice(
      "encoder", \.encoder, fallback: "the setting encoder", "How precisely to compute: int8, or f32, which is slower."),
  ]
  package static var example: Request {
    var request = Request()
    request.texts = ["fix a leak of file handles"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.blocking { isCancelled in
      let encoder = try services.textEncoder(request.encoder)
      guard !request.texts.isEmpty else { return Outcome(model: services.configuration.model, embeddings: []) }
      let numbers = try encoder.encode(request.texts.map { Array($0.utf8) }, isCancelled: isCancelled)
      let width = encoder.dimensions
      let embeddings = request.texts.indices.map { Array(numbers[($0 * width)..<(($0 + 1) * width)]) }
      return Outcome(model: services.configuration.model, embeddings: embeddings)
    }
  }
}
