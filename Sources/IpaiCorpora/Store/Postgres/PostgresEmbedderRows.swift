import IpaiCore
import IpaiEmbedding
import IpaiPostgres

/// The rows of the embedders of corpora in PostgreSQL.
enum PostgresEmbedderRows {
  /// The embedders of all corpora that have another one than the installed model, by the name of the corpus.
  ///
  /// Throws `IpaiError(.usage)` for an address that may not be used any longer.
  static func all(_ connection: PostgresConnection) async throws -> [String: CorpusEmbedder] {
    let rows = try await connection.query(
      """
      SELECT c.name, e.url, e.model, e.dimensions, e.asks_dimensions, e.key_env, e.query_prefix, e.passage_prefix, e.price
      FROM mcp.corpus_embedder e JOIN mcp.document_corpus c ON c.id = e.corpus_id
      """)
    var embedders: [String: CorpusEmbedder] = [:]
    for row in rows { embedders[row.text(0) ?? ""] = try embedder(row) }
    return embedders
  }

  private static func embedder(_ row: PostgresRow) throws -> CorpusEmbedder {
    guard let url = row.text(1) else { return .none }
    let dimensions = try row.count(3)
    let service = try EmbeddingService(
      url: url, model: row.text(2) ?? "", wantedDimensions: row.boolean(4) == true ? dimensions : nil,
      keyVariable: row.text(5), queryPrefix: row.text(6) ?? "", passagePrefix: row.text(7) ?? "")
    return .network(CorpusEmbedder.KnownService(service, dimensions: dimensions, price: try row.real(8)))
  }

  /// Gives a corpus an embedder. Returns false when there is no such corpus.
  static func set(
    _ connection: PostgresConnection, _ embedder: CorpusEmbedder, ofCorpus name: String
  ) async throws -> Bool {
    let found = try await connection.query(
      "SELECT id FROM mcp.document_corpus WHERE name = $1 FOR UPDATE", [.text(name)])
    guard let corpus = try found.first?.integer(0) else { return false }
    try await connection.query("DELETE FROM mcp.corpus_embedder WHERE corpus_id = $1", [.integer(corpus)])
    switch embedder {
    case .installed: break
    case .none:
      try await connection.query("INSERT INTO mcp.corpus_embedder (corpus_id) VALUES ($1)", [.integer(corpus)])
    case .network(let known): try await insert(connection, known, corpus)
    }
    return true
  }

  private static func insert(
    _ connection: PostgresConnection, _ known: CorpusEmbedder.KnownService, _ corpus: Int64
  ) async throws {
    let service = known.service
    try await connection.query(
      """
      INSERT INTO mcp.corpus_embedder
        (corpus_id, url, model, dimensions, asks_dimensions, key_env, query_prefix, passage_prefix, price)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        .integer(corpus), .text(service.address.text), .text(service.model), .integer(Int64(known.dimensions)),
        .boolean(service.wantedDimensions != nil), PostgresValue(service.keyVariable), .text(service.queryPrefix),
        .text(service.passagePrefix), known.price.map { .real($0) } ?? .null,
      ])
  }
}
