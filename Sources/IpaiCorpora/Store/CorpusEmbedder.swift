package import IpaiEmbedding

/// What computes the meaning of the passages of a corpus.
package enum CorpusEmbedder: Sendable, Hashable {
  /// The model that is installed.
  case installed
  /// Nothing: the corpus is searched by words alone.
  case none
  /// A service on the network.
  case network(KnownService)

  /// Whether both compute the same; what they cost does not count.
  package func isSame(as other: CorpusEmbedder) -> Bool {
    guard case .network(let one) = self, case .network(let two) = other else { return self == other }
    return one.service == two.service && one.dimensions == two.dimensions
  }

  /// A service whose embeddings have been looked at.
  package struct KnownService: Sendable, Hashable {
    /// The service.
    package let service: EmbeddingService
    /// How many numbers its embeddings have.
    package let dimensions: Int
    /// What it costs, in dollars for a million tokens; nil when that is not known.
    package let price: Double?

    /// A service with what is known of it.
    package init(_ service: EmbeddingService, dimensions: Int, price: Double?) {
      self.service = service
      self.dimensions = dimensions
      self.price = price
    }
  }
}
