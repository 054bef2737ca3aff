import ArgumentParser
import IpaiActions

/// The options that say what computes the meaning of the passages of a corpus.
struct EmbedderOptions: ParsableArguments {
  @Option(help: RagEmbedAction.help("embedder", "url"))
  var embedder: String?

  @Option(help: RagEmbedAction.help("model", "name"))
  var model: String?

  @Option(help: RagEmbedAction.help("dimensions", "n"))
  var dimensions: Int?

  @Option(help: RagEmbedAction.help("key_env", "variable"))
  var keyEnv: String?

  @Option(help: RagEmbedAction.help("query_prefix", "text"))
  var queryPrefix: String?

  @Option(help: RagEmbedAction.help("passage_prefix", "text"))
  var passagePrefix: String?

  @Option(help: RagEmbedAction.help("price", "dollars"))
  var price: Double?

  /// Sets the fields of the request for which there are options here.
  func apply(to request: inout some EmbedderRequest) {
    request.embedder = embedder
    request.model = model
    request.dimensions = dimensions
    request.keyEnv = keyEnv
    request.queryPrefix = queryPrefix
    request.passagePrefix = passagePrefix
    request.price = price
  }
}
