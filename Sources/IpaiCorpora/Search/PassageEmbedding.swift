/// Computes the vectors that passages lack, once for all of the same text.
package protocol PassageEmbedding: Sendable {
  /// Computes what is missing of the corpora with these names and returns how many vectors were computed.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a full disk or a model that cannot be used.
  func run(_ corpora: [String], report: @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> Int

  /// What `run` would compute, with about `sampled` texts as a sample.
  func extent(of corpora: [String], sampled: Int) async throws -> EmbeddingExtent
}
