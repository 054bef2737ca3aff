import IpaiCore
import IpaiCorpora
import IpaiEmbedding

/// A request that says what computes the meaning of the passages of a corpus.
package protocol EmbedderRequest: ActionRequest {
  /// `installed`, `none` or the address of a service; nil for what the corpus has.
  var embedder: String? { get set }
  /// The name of the service's model.
  var model: String? { get set }
  /// How many numbers an embedding is to have; nil for as many as the model gives.
  var dimensions: Int? { get set }
  /// The name of the environment variable with the key of the service.
  var keyEnv: String? { get set }
  /// What stands before what is searched for.
  var queryPrefix: String? { get set }
  /// What stands before a passage.
  var passagePrefix: String? { get set }
  /// Dollars for a million tokens.
  var price: Double? { get set }
}

extension EmbedderRequest {
  /// The fields, for the list of an action.
  package static var embedderFields: [Field<Self>] {
    [
      .text(
        "embedder", \.embedder, minBytes: 1, maxBytes: 2_000,
        "What computes the meaning of passages: installed (the model of this machine), none (words alone), or the address of a service with OpenAI's interface, such as https://api.openai.com/v1.",
        fallback: "what the corpus has; installed for a new one"),
      .text("model", \.model, minBytes: 1, maxBytes: 200, "The name of the service's model."),
      .integer(
        "dimensions", \.dimensions, 1...EmbeddingService.mostDimensions, fallback: "as many as the model gives",
        "How many numbers the service is asked for; not every model can be asked."),
      .text(
        "key_env", \.keyEnv, minBytes: 1, maxBytes: 200,
        "The name of the environment variable that has the key of the service, such as OPENAI_API_KEY.",
        fallback: "the service needs no key"),
      .text(
        "query_prefix", \.queryPrefix, maxBytes: 200,
        "What the model wants before what is searched for, such as 'query: '.", fallback: "nothing"),
      .text(
        "passage_prefix", \.passagePrefix, maxBytes: 200,
        "What the model wants before a passage, such as 'passage: '.", fallback: "nothing"),
      .number(
        "price", \.price, 0...1_000_000, fallback: "unknown",
        "What the service costs, in dollars for a million tokens, for estimates."),
    ]
  }

  /// The embedder that is asked for; nil when none is. A service is asked for one embedding, to learn how many numbers it has.
  ///
  /// `known` is what the corpus has, whose price alone may be given.
  ///
  /// Throws `IpaiError`: `.usage` for what contradicts itself; `.denied` for a service that is named by a client of a server, which
  /// could have keys sent to an address of its own; what the service does wrong.
  func wantedEmbedder(
    insteadOf known: CorpusEmbedder, in services: Services, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> CorpusEmbedder? {
    let details: [(String, Bool)] = [
      ("model", model != nil), ("dimensions", dimensions != nil), ("key_env", keyEnv != nil),
      ("query_prefix", queryPrefix != nil), ("passage_prefix", passagePrefix != nil), ("price", price != nil),
    ]
    if services.roots != nil, embedder != nil || price != nil, case .network = known {
      throw IpaiError(
        .denied, "the service of a corpus cannot be changed by a client of a server",
        hint: "change it on the machine of the server: ipai rag embed CORPUS --embedder ...")
    }
    if embedder == nil, let price, case .network(let known) = known, details.count(where: \.1) == 1 {
      return .network(CorpusEmbedder.KnownService(known.service, dimensions: known.dimensions, price: price))
    }
    switch embedder {
    case nil, "installed", "none":
      if let given = details.first(where: \.1) {
        throw IpaiError(.usage, "\(given.0) needs the address of a service as embedder beside it")
      }
      guard let embedder else { return nil }
      return embedder == "none" ? CorpusEmbedder.none : .installed
    case .some(let url):
      guard services.roots == nil else {
        throw IpaiError(
          .denied, "a service cannot be chosen by a client of a server",
          hint: "choose it on the machine of the server: ipai rag embed CORPUS --embedder URL --model NAME")
      }
      guard let model else { throw IpaiError(.usage, "the service at \(url.prefix(200)) needs the name of a model") }
      let service = try EmbeddingService(
        url: url, model: model, wantedDimensions: dimensions, keyVariable: keyEnv, queryPrefix: queryPrefix ?? "",
        passagePrefix: passagePrefix ?? "")
      let width = try NetworkEmbedder.width(of: service, key: services.key(of: service), isCancelled: isCancelled)
      return .network(CorpusEmbedder.KnownService(service, dimensions: width, price: price))
    }
  }
}
