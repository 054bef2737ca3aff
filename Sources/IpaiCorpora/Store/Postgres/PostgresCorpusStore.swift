package import IpaiCore
package import IpaiPostgres
package import IpaiSearch

/// The corpora of documents of a PostgreSQL database, which several machines may use at once.
package struct PostgresCorpusStore: CorpusStore {
  private let pool: PostgresPool

  /// Keeps everything in the database of `pool`.
  package init(_ pool: PostgresPool) { self.pool = pool }

  package var sharing: StoreSharing { StoreSharing(pool.address.machine) }

  // MARK: Corpora

  package func corpora() async throws -> [StoredCorpus] {
    try await pool.withConnection { try await PostgresCorpusRows.all($0) }
  }

  package func names() async throws -> [String] {
    try await pool.withConnection { try await PostgresCorpusRows.names($0) }
  }

  package func embedders() async throws -> [String: CorpusEmbedder] {
    try await pool.withConnection { try await PostgresEmbedderRows.all($0) }
  }

  package func set(_ embedder: CorpusEmbedder, ofCorpus name: String) async throws -> Bool {
    try await pool.transaction { try await PostgresEmbedderRows.set($0, embedder, ofCorpus: name) }
  }

  package func sources(of corpus: String?) async throws -> [StoredSource] {
    try await pool.withConnection { try await PostgresCorpusRows.sources($0, corpus: corpus) }
  }

  package func add(_ source: NewSource, embedder: CorpusEmbedder?, at date: Timestamp) async throws -> StoredSource {
    try await pool.writing(.documents) { connection in
      let isNew = try await PostgresCorpusRows.add(connection, source, at: date)
      if isNew, let embedder { _ = try await PostgresEmbedderRows.set(connection, embedder, ofCorpus: source.corpus) }
      let sources = try await PostgresCorpusRows.sources(connection, corpus: source.corpus)
      guard let stored = sources.first(where: { ByteOrder.compare($0.path, source.path) == 0 }) else {
        throw IpaiError(.internal, "the source was not stored")
      }
      return stored
    }
  }

  package func forget(corpus name: String) async throws -> Bool {
    try await pool.writing(.documents) { try await PostgresCorpusRemoval($0).forget(corpus: name) }
  }

  package func has(path: String) async throws -> Bool {
    try await pool.withConnection { try await PostgresCorpusRows.has($0, path) }
  }

  package func forget(path: String) async throws -> Int {
    try await pool.writing(.documents) { try await PostgresCorpusRemoval($0).forget(path: path) }
  }

  // MARK: Content

  package func files(ofCorpus name: String) async throws -> [CorpusFile] {
    try await pool.withConnection { try await PostgresCorpusContent.files($0, of: name) }
  }

  package func passages(ofCorpus name: String, after number: Int64, most: Int) async throws -> [StoredPassage] {
    try await pool.withConnection {
      try await PostgresCorpusContent.passages($0, of: name, after: number, most: most)
    }
  }

  // MARK: Files

  package func files(of source: Int64) async throws -> [KnownFile] {
    try await pool.withConnection { try await PostgresDocumentRows.files($0, of: source) }
  }

  package func contents(of paths: [String], in source: Int64) async throws -> [[UInt8]: KnownContent] {
    guard !paths.isEmpty else { return [:] }
    return try await pool.withConnection { try await PostgresDocumentRows.contents($0, of: source, paths) }
  }

  package func missing(_ documents: [DocumentContent], in source: Int64) async throws -> Set<[UInt8]> {
    guard !documents.isEmpty else { return [] }
    let digests = Set(documents.map(\.digest))
    let known = try await pool.withConnection {
      try await PostgresDocumentRows.numbers($0, ofDigests: Array(digests), in: source)
    }
    return digests.subtracting(known.keys)
  }

  package func write(_ files: [ReadFile], of source: Int64, _ divided: [[UInt8]: [IndexedPassage]]) async throws {
    guard !files.isEmpty else { return }
    try await pool.writing(.documents) { connection in
      try await PostgresDocumentWriter(connection, source: source).write(files, divided)
    }
  }

  package func copies(of paths: [String], in source: Int64) async throws -> [[UInt8]: CopiedFile] {
    try await pool.withConnection { try await PostgresCopiedFiles.files($0, of: source, paths) }
  }

  package func models(ofCorpus name: String) async throws -> [String] {
    try await pool.withConnection { try await PostgresCopiedVectors($0, corpus: name).models() }
  }

  package func vectors(
    ofCorpus name: String, model: String, after digest: [UInt8], most: Int
  ) async throws -> [CopiedVector] {
    try await pool.withConnection {
      try await PostgresCopiedVectors($0, corpus: name).vectors(model: model, after: digest, most: most)
    }
  }

  package func add(_ vectors: [CopiedVector], toCorpus name: String, model: String) async throws -> LeftOutVectors {
    try await pool.writing(.documents) { try await PostgresCopiedVectors($0, corpus: name).add(vectors, model: model) }
  }

  package func renew(_ source: Int64) async throws {
    try await pool.writing(.documents) { connection in
      _ = try await connection.query(
        """
        UPDATE mcp.document SET splitter = -1
        WHERE id IN (SELECT document_id FROM mcp.source_file WHERE source_id = $1 AND document_id IS NOT NULL)
        """, [.integer(source)])
    }
  }

  package func finish(_ source: Int64, isChanged: Bool, vanished: [String], at date: Timestamp) async throws {
    try await pool.writing(.documents) { connection in
      let removal = PostgresCorpusRemoval(connection)
      try await removal.removeFiles(vanished, of: source)
      try await connection.query(
        "UPDATE mcp.document_source SET synced_at = to_timestamp($2::bigint) WHERE id = $1",
        [.integer(source), .integer(date.seconds)])
      if isChanged || !vanished.isEmpty { try await removal.removeUnusedIfMany() }
    }
    if isChanged { try await pool.withConnection { try await PostgresCorpusStatistics($0).refresh() } }
  }
}
