import IpaiEmbedding

/// How a query is answered: in which mode and, when meaning counts, with which embedding.
struct SearchQuestion {
  /// The embedding of a query and the model that it was made with.
  struct Embedding {
    /// The model.
    let encoder: any Embedder
    /// Of length 1.
    let vector: [Float]
  }

  /// What counts.
  let mode: SearchMode
  /// nil when only words count.
  let embedding: Embedding?
  /// Why only words count although a model is installed; nil when nothing is wrong with it.
  let unavailable: String?

  /// A question that only words answer.
  static func words(unavailable: String? = nil) -> SearchQuestion {
    SearchQuestion(mode: .lexical, embedding: nil, unavailable: unavailable)
  }
}
