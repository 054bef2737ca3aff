import IpaiCorpora

/// Corpora with the same embedder.
struct EmbedderGroup: Sendable, Hashable {
  /// The embedder.
  let embedder: CorpusEmbedder
  /// The names of the corpora, in their order.
  var corpora: [String]
}
