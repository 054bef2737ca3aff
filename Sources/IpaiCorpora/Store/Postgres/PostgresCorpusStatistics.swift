import IpaiPostgres

/// What PostgreSQL knows of the sizes of the tables of corpora, by which it chooses how to run a statement.
struct PostgresCorpusStatistics {
  private let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  /// Counts anew when a corpus has grown much. PostgreSQL does that by itself only after a minute or more, until when a statement that takes
  /// milliseconds may take minutes.
  func refresh() async throws {
    let rows = try await connection.query(
      """
      SELECT count(*) > 100 + 2 * (SELECT greatest(reltuples, 0) FROM pg_catalog.pg_class WHERE oid = 'mcp.source_file'::regclass)
        OR (SELECT count(*) FROM mcp.passage) > 1000 + 2 * (
          SELECT greatest(reltuples, 0) FROM pg_catalog.pg_class WHERE oid = 'mcp.rag_embeddings'::regclass)
      FROM mcp.source_file
      """)
    guard rows.first?.boolean(0) == true else { return }
    try await connection.query(
      """
      ANALYZE mcp.document_corpus, mcp.document_source, mcp.source_file, mcp.document, mcp.rag_embeddings, mcp.word_segment
      """)
  }
}
