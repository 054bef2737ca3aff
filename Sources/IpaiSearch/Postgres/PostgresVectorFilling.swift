package import IpaiCore
package import IpaiEmbedding
package import IpaiPostgres

/// Computes the vectors that documents in PostgreSQL lack, in the order of their numbers, a batch at a time.
///
/// It may be interrupted at any time: what is stored stays, and the next run computes the rest.
package struct PostgresVectorFilling: Sendable {
  private let pool: PostgresPool
  private let layout: CorpusLayout
  private let encoder: any Embedder
  private let parts: @Sendable (String) -> [MeaningPart]
  private let members: String?
  private let isCancelled: @Sendable () -> Bool

  /// `members` is a condition on the document `s` for those that get a vector; nil for all. `parts` turns the text of a document into what
  /// is embedded: one or more parts.
  package init(
    _ pool: PostgresPool, _ layout: CorpusLayout, _ encoder: any Embedder, members: String? = nil,
    parts: @escaping @Sendable (String) -> [MeaningPart] = { [MeaningPart(Array($0.utf8))] },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.pool = pool
    self.layout = layout
    self.encoder = encoder
    self.members = members
    self.parts = parts
    self.isCancelled = isCancelled
  }

  /// The error for a database without pgvector.
  static func noVectors(_ pool: PostgresPool) -> IpaiError {
    IpaiError(
      .unavailable, "\(pool.place) has no pgvector, without which nothing is found by meaning",
      hint: """
        install pgvector \(VectorExtension.oldest) or later, let a superuser run CREATE EXTENSION vector in the database, and run: \
        ipai store migrate
        """)
  }

  /// Throws `IpaiError(.unavailable)` when the database has no pgvector.
  package func check() async throws {
    if let lack = try await Self.lack(of: pool, layout) { throw lack }
  }

  /// The error for a database without pgvector, which says what to do about it; nil for one with it.
  package static func lack(of pool: PostgresPool, _ layout: CorpusLayout) async throws -> IpaiError? {
    let version = try await pool.withConnection { try await VectorTableStore($0, layout).version() }
    return version == nil ? noVectors(pool) : nil
  }

  /// Computes what is missing, calls `report` with how many are done and how many there are, and returns how many were computed: 0 where
  /// the database has no pgvector. With `latest`, only as many documents are looked at as were added last.
  ///
  /// Throws `IpaiError`: `.interrupted` when cancelled, `.unavailable` for a model that cannot be used.
  package func run(
    latest: Int? = nil, report: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Int {
    let revision = encoder.revision
    let total = try await Self.missingCount(pool, layout, model: revision, latest: latest, members: members)
    guard let total else { return 0 }
    var done = 0
    var last: Int64?
    while done < total {
      let after = last
      let limit = encoder.batch
      let texts = try await withStore {
        try await $0.missing(model: revision, among: members, latest: latest, after: after, limit: limit)
      }
      guard let end = texts.last?.number else { break }
      report(done, total)
      let vectors = try MeaningVectors(encoder, isCancelled).vectors(of: texts.map { parts($0.text) })
      let documents = zip(texts, vectors).map { (document: $0, vector: $1) }
      try await pool.transaction { [layout] in
        try await VectorTableStore($0, layout).add(model: revision, documents)
      }
      done += texts.count
      last = end
    }
    // Whoever adds a little does not wait for it. One that was interrupted is made anew by whoever asks for all.
    if latest == nil {
      try await PostgresVectorIndexing(pool, layout).run(model: revision, dimensions: encoder.dimensions)
    }
    return done
  }

  /// At most `most` of the documents after a number that lack a vector, in their order: none where the database has no pgvector.
  package func missing(after number: Int64?, most: Int) async throws -> [EmbeddedText] {
    try await withStore { store in
      guard try await store.version() != nil else { return [] }
      return try await store.missing(
        model: encoder.revision, among: members, latest: nil, after: number, limit: most)
    }
  }

  /// Gives documents that lack a vector that of another one with the same value in `column`. `members` is a condition on the document `s`.
  package func spread(by column: String, among members: String) async throws {
    try await pool.transaction { [layout, encoder] connection in
      let store = VectorTableStore(connection, layout)
      guard try await store.version() != nil else { return }
      try await store.spread(by: column, among: members, model: encoder.revision)
    }
  }

  /// How many documents have no vector of a model; nil where the database has no pgvector. `members`: a condition on the document `s` for
  /// those that count; nil for all.
  package static func missingCount(
    _ pool: PostgresPool, _ layout: CorpusLayout, model: String, latest: Int? = nil, members: String? = nil
  ) async throws -> Int? {
    try await pool.withConnection { connection in
      let store = VectorTableStore(connection, layout)
      guard try await store.version() != nil else { return nil }
      return try await store.missingCount(model: model, among: members, latest: latest)
    }
  }

  private func withStore<Value: Sendable>(
    _ body: @Sendable (VectorTableStore) async throws -> Value
  ) async throws -> Value {
    try await pool.withConnection { [layout] in try await body(VectorTableStore($0, layout)) }
  }
}
