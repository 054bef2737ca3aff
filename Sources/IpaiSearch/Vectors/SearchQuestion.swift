import IpaiEmbedding

/// How a query is answered: by what, and where meaning counts, with its embedding.
struct SearchQuestion {
  /// The embedding of a query and the model that it was made with.
  struct Embedding {
    let encoder: TextEncoder
    /// Of length 1.
    let vector: [Float]
  }

  let mode: SearchMode
  let embedding: Embedding?
  /// Why only words count although a model is installed; nil when nothing is wrong with it.
  let unavailable: String?

  static func words(unavailable: String? = nil) -> SearchQuestion {
    SearchQuestion(mode: .lexical, embedding: nil, unavailable: unavailable)
  }
}
