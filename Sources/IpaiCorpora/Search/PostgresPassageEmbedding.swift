package import IpaiEmbedding
package import IpaiPostgres
import IpaiSearch

/// Computes the vectors that passages of a PostgreSQL database lack.
package struct PostgresPassageEmbedding: PassageEmbedding {
  private let pool: PostgresPool
  private let encoder: any Embedder
  private let isCancelled: @Sendable () -> Bool

  /// Computes vectors with `encoder` until cancelled.
  package init(
    _ pool: PostgresPool, _ encoder: any Embedder, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.pool = pool
    self.encoder = encoder
    self.isCancelled = isCancelled
  }

  package func run(_ corpora: [String], report: @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> Int {
    let filling = filling(corpora)
    try await spread(filling, corpora)
    let computed = try await filling.run(report: report)
    try await spread(filling, corpora)
    return computed
  }

  package func extent(of corpora: [String], sampled: Int) async throws -> EmbeddingExtent {
    let filling = filling(corpora)
    try await spread(filling, corpora)
    var extent = EmbeddingExtent(sampled: sampled)
    var last: Int64?
    while true {
      let texts = try await filling.missing(after: last, most: 500)
      for text in texts { extent.add(text.text) }
      guard let end = texts.last?.number else { break }
      last = end
    }
    extent.finish()
    return extent
  }

  /// What is known of a text is known of all passages with it.
  private func spread(_ filling: PostgresVectorFilling, _ corpora: [String]) async throws {
    try await filling.spread(
      by: PostgresDistinctPassages.column, among: PostgresDistinctPassages.all(of: corpora))
  }

  private func filling(_ corpora: [String]) -> PostgresVectorFilling {
    PostgresVectorFilling(
      pool, .documents, encoder, members: PostgresDistinctPassages.first(of: corpora), isCancelled: isCancelled)
  }
}
