package import IpaiPostgres

/// Makes the indexes by which the nearest vectors are found in large collections in PostgreSQL. Small ones need none.
package struct PostgresVectorIndexing: Sendable {
  private let pool: PostgresPool
  private let layout: CorpusLayout

  /// How long it may take.
  private static let limit = Duration.seconds(3_600)

  /// Those of the corpus that `layout` describes.
  package init(_ pool: PostgresPool, _ layout: CorpusLayout) {
    self.pool = pool
    self.layout = layout
  }

  /// Makes those that are missing, of all models; none where the database has no pgvector. Throws `IpaiError(.interrupted)` when cancelled.
  package func run() async throws {
    let models = try await pool.withConnection { [layout] connection in
      let store = VectorTableStore(connection, layout)
      return try await store.version() == nil ? [] : try await store.models()
    }
    for (model, dimensions) in models { try await run(model: model, dimensions: dimensions) }
  }

  /// Makes that of a model, unless it is there.
  func run(model: String, dimensions: Int) async throws {
    try await pool.withConnection { [layout] connection in
      let store = VectorTableStore(connection, layout)
      guard try await store.hasMore(than: PostgresVectors.mostCompared, model: model) else { return }
      try await connection.allowing(Self.limit) { _ in try await store.makeIndex(model: model, dimensions: dimensions) }
    }
  }
}
