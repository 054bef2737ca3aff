import GRDB
import IpaiCore
import IpaiEmbedding

/// The rows of the embedders of corpora.
enum EmbedderRows {
  /// The embedders of all corpora that have another one than the installed model, by the name of the corpus.
  ///
  /// Throws `IpaiError(.usage)` for an address that may not be used any longer.
  static func all(_ db: Database) throws -> [String: CorpusEmbedder] {
    var embedders: [String: CorpusEmbedder] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.name, e.url, e.model, e.dimensions, e.asks_dimensions, e.key_env, e.query_prefix, e.passage_prefix, e.price
        FROM corpus_embedder e JOIN document_corpus c ON c.id = e.corpus_id
        """)
    for row in rows { embedders[row[0]] = try embedder(row) }
    return embedders
  }

  private static func embedder(_ row: Row) throws -> CorpusEmbedder {
    guard let url = row[1] as String? else { return .none }
    let dimensions: Int = row[3]
    let asks: Bool = row[4]
    let service = try EmbeddingService(
      url: url, model: row[2], wantedDimensions: asks ? dimensions : nil, keyVariable: row[5], queryPrefix: row[6],
      passagePrefix: row[7])
    return .network(CorpusEmbedder.KnownService(service, dimensions: dimensions, price: row[8]))
  }

  /// Gives a corpus an embedder. Returns false when there is no such corpus.
  static func set(_ db: Database, _ embedder: CorpusEmbedder, ofCorpus name: String) throws -> Bool {
    guard let corpus = try Int64.fetchOne(db, sql: "SELECT id FROM document_corpus WHERE name = ?", arguments: [name])
    else { return false }
    try db.execute(sql: "DELETE FROM corpus_embedder WHERE corpus_id = ?", arguments: [corpus])
    switch embedder {
    case .installed: break
    case .none: try db.execute(sql: "INSERT INTO corpus_embedder (corpus_id) VALUES (?)", arguments: [corpus])
    case .network(let known):
      let service = known.service
      try db.execute(
        sql: """
          INSERT INTO corpus_embedder
            (corpus_id, url, model, dimensions, asks_dimensions, key_env, query_prefix, passage_prefix, price)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          corpus, service.address.text, service.model, known.dimensions, service.wantedDimensions != nil,
          service.keyVariable, service.queryPrefix, service.passagePrefix, known.price,
        ])
    }
    return true
  }
}
